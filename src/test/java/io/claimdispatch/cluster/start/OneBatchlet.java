package io.claimdispatch.cluster.start;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** The one step of the job {@code one}. */
@Dependent
@Named("oneBatchlet")
public class OneBatchlet extends AbstractBatchlet {

    @Override
    public String process() {
        return "DONE";
    }
}
