package io.claimdispatch.container.host;

import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.time.Instant;

/** Business code: one transaction for the host's row and for ours. */
@Stateless
public class SignUp {

    /** No unit named: it must be the host's. */
    @PersistenceContext
    EntityManager customers;

    @Inject
    Publisher publisher;

    @Resource
    EJBContext context;

    public long signUp(String name, boolean rollBack) {
        Customer customer = new Customer();
        customer.name = name;
        customers.persist(customer);
        long id = publisher.quick("customer.welcome", Instant.EPOCH, name).id().orElseThrow();
        if (rollBack) {
            context.setRollbackOnly();
        }
        return id;
    }

    public boolean exists(String name) {
        return customers.find(Customer.class, name) != null;
    }

    @Processor("customer.welcome")
    public void welcome(String name) {
        store("welcomed " + name);
    }

    /** Its rows, the action that it publishes and the row of its own action are one transaction. */
    @Processor(value = "customer.invite", atomic = true)
    public void invite(String name) throws IOException {
        store("invited " + name);
        publisher.quick("customer.invited", Instant.EPOCH, name);
        if (exists(name)) {
            // known to the database alone, which says so when the transaction commits
            customers.clear();
            store("invited " + name);
            store(name);
        }
        if (name.startsWith("refused")) {
            customers.flush();
            // a checked one, for which the container of this bean does not mark the transaction for rollback
            throw new IOException("no invitation for " + name);
        }
    }

    public void store(String name) {
        Customer customer = new Customer();
        customer.name = name;
        customers.persist(customer);
    }
}
