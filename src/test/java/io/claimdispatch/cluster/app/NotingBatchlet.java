package io.claimdispatch.cluster.app;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The one step of the job {@code noting}. */
@Named
@Dependent
public class NotingBatchlet extends AbstractBatchlet {

    @Inject
    AttemptFile attempts;

    @Inject
    @BatchProperty
    String row;

    @Inject
    @BatchProperty
    String attempt;

    @Inject
    @BatchProperty
    String type;

    @Inject
    @BatchProperty
    String millis;

    @Override
    public String process() {
        note(AttemptFile.What.BEGIN);
        Worker.pass(Integer.parseInt(millis));
        note(AttemptFile.What.END);
        return "DONE";
    }

    private void note(AttemptFile.What what) {
        attempts.note(what, Long.parseLong(row), Integer.parseInt(attempt), type);
    }
}
