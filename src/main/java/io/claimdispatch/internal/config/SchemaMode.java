package io.claimdispatch.internal.config;

/** What is done about the table at start. */
public enum SchemaMode {
    /** Created if missing in H2 and Derby; validated in every other database. */
    AUTO,
    /** Created if missing, in any database. */
    CREATE,
    /** A missing or outdated table stops the deployment. */
    VALIDATE,
    /** Not looked at. */
    NONE
}
