package io.claimdispatch;

import java.util.OptionalLong;

/**
 * The result of publishing one draft. None of the three results is an error.
 *
 * <p>A {@link Stored} row exists once the surrounding transaction commits, and not at all if it rolls back.
 *
 * <pre>{@code
 * Publication welcome =
 *         publisher.publish(draft -> draft.type("email.welcome").eligibleNow().payload(new Welcome(user.email())));
 * long row = welcome.id().orElseThrow();
 * boolean first = welcome.isStored();
 * }</pre>
 */
public sealed interface Publication {

    /** The id of the action's row; empty if a gate skipped the draft. */
    OptionalLong id();

    /** Whether this call inserted a row. */
    default boolean isStored() {
        return this instanceof Stored;
    }

    /** Whether a row with the same type and idempotency key already existed. */
    default boolean isDuplicate() {
        return this instanceof Duplicate;
    }

    /** Whether a gate ({@code when}, {@code skipIf}) kept the draft from being stored. */
    default boolean isSkipped() {
        return this instanceof Skipped;
    }

    /**
     * A row was inserted.
     *
     * @param rowId the id of the new row
     */
    record Stored(long rowId) implements Publication {
        @Override
        public OptionalLong id() {
            return OptionalLong.of(rowId);
        }
    }

    /**
     * The type and the idempotency key belong to an earlier row; nothing was inserted.
     *
     * @param rowId the id of that first row
     */
    record Duplicate(long rowId) implements Publication {
        @Override
        public OptionalLong id() {
            return OptionalLong.of(rowId);
        }
    }

    /**
     * A gate said no; nothing was inserted.
     *
     * @param gate the kind of gate: {@code when} or {@code skipIf}
     */
    record Skipped(String gate) implements Publication {

        /** Checks the name. */
        public Skipped {
            Given.value("gate", gate);
        }

        @Override
        public OptionalLong id() {
            return OptionalLong.empty();
        }
    }
}
