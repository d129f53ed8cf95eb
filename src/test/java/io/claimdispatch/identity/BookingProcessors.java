package io.claimdispatch.identity;

import io.claimdispatch.Processor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;

/** Processors as most are: beans without an identity of their own. */
@ApplicationScoped
public class BookingProcessors {

    @EJB
    Ledger ledger;

    @EJB
    Clerk clerk;

    @Processor("booking.anonymous")
    public void anonymously(String what) {
        ledger.book(what);
    }

    @Processor("booking.clerk")
    public void byClerk(String what) {
        clerk.book(what);
    }
}
