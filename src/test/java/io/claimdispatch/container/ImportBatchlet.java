package io.claimdispatch.container;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The one step of the job {@code import}. */
@Named
@Dependent
public class ImportBatchlet extends AbstractBatchlet {

    @Inject
    Journal journal;

    @Inject
    @BatchProperty
    String number;

    @Override
    public String process() {
        journal.add("imported " + number);
        if (number.startsWith("bad")) {
            throw new IllegalArgumentException("cannot import " + number);
        }
        return "DONE";
    }
}
