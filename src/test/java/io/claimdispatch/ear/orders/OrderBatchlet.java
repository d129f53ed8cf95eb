package io.claimdispatch.ear.orders;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The step of the module's batch job. */
@Named
@Dependent
public class OrderBatchlet extends AbstractBatchlet {

    @Inject
    Done done;

    @Inject
    @BatchProperty
    String name;

    @Override
    public String process() {
        done.add("batch " + name);
        return "DONE";
    }
}
