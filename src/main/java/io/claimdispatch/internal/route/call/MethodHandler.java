package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A processor that is a method of a bean. A method that returns a job is called at once, like {@code toJob}. Any other
 * method is the task itself: it runs when the dispatcher runs it, and its work continues after that if it returns a
 * stage.
 *
 * @param bean the bean of the method
 * @param method the method to invoke
 * @param atomic whether the task completes in the transaction of its work
 */
public record MethodHandler(BeanSource<Object> bean, ProcessorMethod method, boolean atomic) implements Handler {

    @Override
    public boolean supports(String type) {
        return true;
    }

    @Override
    public boolean supportsAll() {
        return true;
    }

    @Override
    public @Nullable Job job(LogRecord row) throws Exception {
        if (method.makesJob()) {
            return SessionBeanCall.call(() -> bean.job(instance -> (Job) method.invoke(instance, row)));
        }
        if (method.makesStage()) {
            return bean.async(instance -> SessionBeanCall.<@Nullable CompletionStage<?>>call(
                    () -> (CompletionStage<?>) method.invoke(instance, row)));
        }
        return new Job.Task(
                () -> SessionBeanCall.call(() -> bean.call(instance -> outcome(method.invoke(instance, row)))), atomic);
    }

    @Override
    public void verify() {
        bean.verify();
    }

    private static Outcome outcome(@Nullable Object returned) {
        return returned == null ? Outcome.success() : (Outcome) returned;
    }
}
