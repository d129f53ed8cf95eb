package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bean that is a {@link LogProcessor}. */
public final class ClassHandler implements Handler {

    private final BeanSource<LogProcessor> processor;
    private final boolean produced;
    private volatile @Nullable Boolean supportsAll;

    /**
     * Creates a handler.
     *
     * @param processor the bean
     * @param produced whether a method makes its instances, which may then be of any class
     */
    public ClassHandler(BeanSource<LogProcessor> processor, boolean produced) {
        this.processor = processor;
        this.produced = produced;
    }

    @Override
    public boolean supports(String type) throws Exception {
        return processor.call(bean -> bean.supports(type));
    }

    @Override
    public boolean supportsAll() {
        Boolean known = supportsAll;
        if (known == null) {
            known = !produced && processor.inherits(LogProcessor.class, "supports", String.class);
            supportsAll = known;
        }
        return known;
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
