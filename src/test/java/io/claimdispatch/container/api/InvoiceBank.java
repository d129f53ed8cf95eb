package io.claimdispatch.container.api;

import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Processor;
import jakarta.ejb.Stateless;

/** A session bean: its container turns a {@link RuntimeException} into one of its own. */
@Stateless
public class InvoiceBank {

    @Processor("invoice.transfer")
    public void book(String number) {
        throw new NonRetryableException("no account for " + number);
    }
}
