package demo;

import io.claimdispatch.ActionType;

/** The payload of {@code email.welcome}: JSON-B writes it into the row and reads it back for the processor. */
public record Welcome(String email) {

    /** The type, for {@code @Processor}. */
    public static final String TYPE = "email.welcome";

    /** Type and payload, for the publisher. */
    public static final ActionType<Welcome> ACTION = ActionType.of(TYPE, Welcome.class);
}
