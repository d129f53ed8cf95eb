package io.claimdispatch.container.atomic;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.Processor;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Returns, but not before the server has given up its transaction. */
@ApplicationScoped
@Transactional
public class LateInvitation {

    @Inject
    Invitations invitations;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Processor("guest.invite-late")
    public void invite(Map<String, String> invitation) {
        invitations.store("invited " + invitation.get("name"));
        await().pollInSameThread().until(() -> registry.getTransactionStatus() != Status.STATUS_ACTIVE);
    }
}
