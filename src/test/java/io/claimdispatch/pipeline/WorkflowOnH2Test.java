package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;

class WorkflowOnH2Test extends WorkflowContract {
    WorkflowOnH2Test() {
        super(Databases.H2);
    }
}
