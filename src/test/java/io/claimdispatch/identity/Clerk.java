package io.claimdispatch.identity;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** What a processor calls, so that the business code is called by a clerk. */
@Stateless
@PermitAll
@RunAs(Clerk.ROLE)
public class Clerk {

    static final String ROLE = "clerk";

    @EJB
    Ledger ledger;

    public void book(String what) {
        ledger.book(what);
    }
}
