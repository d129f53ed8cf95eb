package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;

class WorkflowOnMariaDbTest extends WorkflowContract {
    WorkflowOnMariaDbTest() {
        super(Databases.MARIADB);
    }
}
