package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;

class WorkflowOnPostgreSqlTest extends WorkflowContract {
    WorkflowOnPostgreSqlTest() {
        super(Databases.POSTGRESQL);
    }
}
