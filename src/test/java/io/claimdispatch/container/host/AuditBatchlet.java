package io.claimdispatch.container.host;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The one step of the job {@code audit}. */
@Named
@Dependent
public class AuditBatchlet extends AbstractBatchlet {

    @Inject
    SignUp signUp;

    @Inject
    @BatchProperty
    String name;

    @Override
    public String process() {
        signUp.welcome(name);
        return "DONE";
    }
}
