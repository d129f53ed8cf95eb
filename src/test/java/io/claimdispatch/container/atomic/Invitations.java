package io.claimdispatch.container.atomic;

import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Its rows, the action that it publishes and the row of its own action are one transaction. */
@Stateless
public class Invitations {

    @PersistenceContext
    EntityManager guests;

    @Inject
    Publisher publisher;

    @Processor(value = "guest.invite", atomic = true)
    public void invite(String name) {
        store("invited " + name);
        publisher.quick("guest.invited", Instant.EPOCH, name);
        if (exists(name)) {
            // known to the database alone, which says so when the transaction commits
            guests.clear();
            store("invited " + name);
            store(name);
        }
        if (name.startsWith("refused")) {
            guests.flush();
            throw new IllegalStateException("no invitation for " + name);
        }
    }

    public void store(String name) {
        Guest guest = new Guest();
        guest.name = name;
        guests.persist(guest);
    }

    public boolean exists(String name) {
        return guests.find(Guest.class, name) != null;
    }
}
