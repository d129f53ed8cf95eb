package io.claimdispatch.internal.config;

/** How claim-dispatch treats the table at start. */
public enum SchemaMode {
    /** Created if missing, and upgraded, on H2 and Derby; validated on every other database. */
    AUTO,
    /**
     * Created if missing, and upgraded, on every database; except on H2 and Derby, an operator runs the second phase of
     * an upgrade.
     */
    CREATE,
    /** Validated: a missing or outdated table stops the deployment. */
    VALIDATE,
    /** Neither created nor validated. */
    NONE
}
