package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bean that is a {@link LogProcessor}.
 *
 * @param processor the bean
 */
public record ClassHandler(BeanSource<LogProcessor> processor) implements Handler {

    @Override
    public boolean supports(String type) throws Exception {
        return processor.call(bean -> bean.supports(type));
    }

    @Override
    public boolean supportsAll() {
        return processor.inherits(LogProcessor.class, "supports", String.class);
    }

    @Override
    public @Nullable Job job(LogRecord row) throws Exception {
        return SessionBeanCall.call(() -> processor.job(bean -> bean.toJob(row)));
    }

    @Override
    public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
        Optional<Outcome.Failure> answer =
                SessionBeanCall.call(() -> processor.call(bean -> bean.retryAfter(row, error)));
        if (answer == null) {
            throw AttemptProblems.retryAnswerMissing(row.type());
        }
        return answer;
    }

    @Override
    public void verify() {
        processor.verify();
    }
}
