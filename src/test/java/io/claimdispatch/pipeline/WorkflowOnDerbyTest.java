package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;

class WorkflowOnDerbyTest extends WorkflowContract {
    WorkflowOnDerbyTest() {
        super(Databases.DERBY);
    }
}
