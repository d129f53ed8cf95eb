package io.claimdispatch.internal.console.security;

/** What a route needs; each includes those above it. */
public enum Permission {
    /** Reads. */
    VIEW,
    /** Acts on rows and types: what can be undone, or repeated. */
    OPERATE,
    /** Edits, deletes, and sees masked values. */
    ADMINISTER;

    /** Whether one who has this may do what needs the other. */
    public boolean includes(Permission needed) {
        return compareTo(needed) >= 0;
    }
}
