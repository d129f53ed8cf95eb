package demo;

/** The payload of {@code email.welcome}: JSON-B writes it into the row and reads it back for the processor. */
public record Welcome(String email) {}
