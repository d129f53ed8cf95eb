package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.inject.Inject;

/** The only step of the job {@code bench}. */
public final class CountingBatchlet extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private String number = "";

    @Override
    public String process() {
        Executions.current().ran(Integer.parseInt(number));
        return "COMPLETED";
    }
}
