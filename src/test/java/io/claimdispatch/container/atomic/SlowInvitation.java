package io.claimdispatch.container.atomic;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** Takes longer than the server allows a transaction to take. */
@Processor("guest.invite-slowly")
public class SlowInvitation implements LogProcessor {

    @Inject
    Invitations invitations;

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Override
    public Job toJob(LogRecord row) throws Exception {
        // of the thread, and so of the transaction that the job is going to run in
        transaction.setTransactionTimeout(1);
        return Job.atomic(() -> {
            transaction.setTransactionTimeout(0);
            invitations.store("invited " + row.payload(String.class));
            await().pollInSameThread().until(() -> registry.getTransactionStatus() != Status.STATUS_ACTIVE);
        });
    }
}
