package io.claimdispatch.identity;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Business code that only clerks may call. */
@Stateless
@RolesAllowed(Clerk.ROLE)
public class Ledger {

    @Resource
    SessionContext context;

    @Inject
    Bookings bookings;

    public void book(String what) {
        bookings.add(what + " by " + context.getCallerPrincipal().getName() + ", clerk: "
                + context.isCallerInRole(Clerk.ROLE));
    }
}
