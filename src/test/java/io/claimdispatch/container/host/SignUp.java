package io.claimdispatch.container.host;

import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Business code: one transaction for the host's row and for ours. Open to all, which a bean with roles has to say. */
@Stateless
@PermitAll
@DeclareRoles(HostIdentities.ROLE)
public class SignUp {

    /** No unit named: it must be the host's. */
    @PersistenceContext
    EntityManager customers;

    @Inject
    Publisher publisher;

    @Resource
    SessionContext context;

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

    /** Who calls, and whether as a customer. */
    public String caller() {
        return context.getCallerPrincipal().getName() + " " + context.isCallerInRole(HostIdentities.ROLE);
    }

    /** Who welcomed the customer; empty before that. */
    public String welcomedBy(String name) {
        Welcome welcome = customers.find(Welcome.class, name);
        return welcome == null ? "" : welcome.caller + " " + welcome.customer;
    }

    @Processor("customer.welcome")
    public void welcome(String name) {
        Welcome welcome = new Welcome();
        welcome.name = name;
        welcome.caller = context.getCallerPrincipal().getName();
        welcome.customer = context.isCallerInRole(HostIdentities.ROLE);
        customers.persist(welcome);
    }
}
