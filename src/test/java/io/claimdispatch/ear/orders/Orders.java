package io.claimdispatch.ear.orders;

import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;

/** An EJB that publishes, and that is a processor. */
@Stateless
public class Orders {

    @Inject
    Publisher publisher;

    @Inject
    Done done;

    @Resource
    SessionContext context;

    /** Publishes in the transaction of this call. */
    public long place(String type, String name, boolean rollBack) {
        long id = publisher.quick(type, Instant.EPOCH, new Order(name)).id().orElseThrow();
        if (rollBack) {
            context.setRollbackOnly();
        }
        return id;
    }

    @Processor("orders.session-bean")
    public void fulfil(Order order) {
        done.add("session bean " + order.name());
    }
}
