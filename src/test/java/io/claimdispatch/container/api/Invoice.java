package io.claimdispatch.container.api;

import io.claimdispatch.ActionType;

/** A payload with its action. */
public record Invoice(String number, int total) {

    public static final String TYPE = "invoice.send";

    public static final ActionType<Invoice> ACTION = ActionType.of(TYPE, Invoice.class);
}
