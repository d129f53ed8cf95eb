package io.claimdispatch.identity;

import io.claimdispatch.Processor;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** The same without a bean between: the EJB is the processor. */
@Stateless
@PermitAll
@RunAs(Clerk.ROLE)
public class NightClerk {

    @EJB
    Ledger ledger;

    @Processor("booking.ejb")
    public void book(String what) {
        ledger.book(what);
    }
}
