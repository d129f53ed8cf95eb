package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.BatchExecutions;
import io.claimdispatch.internal.complete.BatchParameters;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.Transactions;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Starts batch jobs. Outside of any transaction: a job started inside of one runs before it commits, and even if it rolls
 * back.
 */
@ApplicationScoped
class BatchStarter {

    private static final Logger LOG = System.getLogger(BatchStarter.class.getName());

    private ActionDatabase database;
    private Transactions transactions;
    private BatchExecutions executions;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    BatchStarter() {}

    @Inject
    BatchStarter(ActionDatabase database, Transactions transactions, BatchExecutions executions) {
        this.database = database;
        this.transactions = transactions;
        this.executions = executions;
    }

    void start(Attempt attempt, Job.Batch job) {
        long execution =
                BatchRuntime.getJobOperator().start(job.name(), BatchParameters.of(attempt.row(), job.parameters()));
        try {
            boolean kept = transactions.separate(
                    "keeping the id of batch execution " + execution,
                    connection -> database.store()
                            .recordExecution(connection, attempt.row().ref(), execution));
            if (!kept) {
                LOG.log(
                        Level.WARNING,
                        "execution {0} was started for {1}, whose lease is lost",
                        execution,
                        attempt.row().ref());
            }
        } catch (RuntimeException | Error e) {
            // whatever it is, the execution runs and will have its own outcome: a second one would start it twice
            LOG.log(Level.WARNING, "execution " + execution + " runs, but its id is not in the row", e);
        } finally {
            // not before the id is in the row: an outcome that is stored first would look like a lost lease
            executions.watch(attempt, job.name(), execution);
        }
    }
}
