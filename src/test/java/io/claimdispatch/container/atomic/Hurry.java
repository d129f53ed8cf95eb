package io.claimdispatch.container.atomic;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.time.Duration;

/** Allows the transactions of its thread a single second. */
@Named("in-a-hurry")
@ApplicationScoped
public class Hurry implements RulePredicate {

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Inject
    Invitations invitations;

    @Override
    public boolean holds(LogRecord row, JsonValue argument) {
        hurry("");
        return true;
    }

    @Processor("guest.in-a-hurry")
    public void hurry(String name) {
        try {
            transaction.setTransactionTimeout(1);
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Processor(value = "guest.take-time", atomic = true)
    public void takeTime(String name) {
        long begin = System.nanoTime();
        await().pollInSameThread()
                .until(() -> registry.getTransactionStatus() != Status.STATUS_ACTIVE
                        || System.nanoTime() - begin > Duration.ofMillis(2_500).toNanos());
        invitations.store("invited " + name);
    }
}
