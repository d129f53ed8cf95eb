package io.claimdispatch.internal.config;

/** What is done about the table at start. */
public enum SchemaMode {
    /** Created if missing, and upgraded, in H2 and Derby; validated in every other database. */
    AUTO,
    /** The same in any database; outside of H2 and Derby the second phase of an upgrade is left to people. */
    CREATE,
    /** A missing or outdated table stops the deployment. */
    VALIDATE,
    /** Not looked at. */
    NONE
}
