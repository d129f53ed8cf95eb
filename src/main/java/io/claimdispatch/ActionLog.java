package io.claimdispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code action_logs} as it was when it was read: one scheduled action, from its publication to its end.
 * Publish with {@link Publisher}, read with {@link ActionLogs}, and change by the commands of {@link ActionLogs}. All
 * instants are exact to the microsecond.
 *
 * <pre>{@code
 * Optional<ActionLog> row = actionLogs.find(id);
 * boolean isOver = row.map(ActionLog::state).map(ActionState::isFinal).orElse(true);
 * }</pre>
 *
 * <p>A component is null exactly where the column is NULL, so that a row can be compared and written as it is.
 * claim-dispatch makes these records; later versions add components, so applications should not call the constructor
 * outside of tests. Immutable, so it may be passed between threads.
 *
 * @param table the table of the row
 * @param id the id, unique in its table and drawn from the table's sequence; a later action has a greater one
 * @param type the routing key
 * @param payload the payload as stored JSON text, including the reserved members {@code __meta} and {@code __rules}
 * @param payloadSize the size of the payload in bytes of UTF-8, as its publisher counted it
 * @param idempotencyKey names the logical event, unique together with the type; null if published without one
 * @param stateText the stored state, even if this version does not know it; see {@link #state()}
 * @param priority which due rows are claimed first; a level that none has, written by hand, is the nearest
 * @param eligibleAt the earliest time of the next attempt, or of the last one if there is no next (the column
 *     {@code end_at})
 * @param createdAt when the action was published, by the database's clock
 * @param updatedAt when the row last changed, by the database's clock
 * @param claimedAt when the row was last claimed; null while it waits
 * @param claimedBy the node that claimed the row last; null while it waits
 * @param claimToken the token of the last claim, new at every claim; null while it waits
 * @param leaseUntil when the claim's lease expires unless a heartbeat renews it; null unless it is claimed
 * @param executionId the batch execution that the last attempt started; null if it started none
 * @param processedAt when the job succeeded; null unless it has
 * @param failCount the number of failed attempts
 * @param errors a JSON array with one object per failed attempt, the last twenty: {@code attempt}, {@code at},
 *     {@code node}, {@code error}; null if none has failed
 * @param failure the key of the last failure, like {@code java.io.IOException#5e0c2a17}, shared by rows that failed in
 *     the same way and place, see {@link ActionQuery#failedWith}; a success keeps it; null if no attempt has failed, or
 *     only on nodes of an earlier version
 * @param reason why the action was skipped, discarded or cancelled; null if it was not
 */
public record ActionLog(
        String table,
        long id,
        String type,
        String payload,
        int payloadSize,
        @Nullable String idempotencyKey,
        String stateText,
        Priority priority,
        Instant eligibleAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant claimedAt,
        @Nullable String claimedBy,
        @Nullable Long claimToken,
        @Nullable Instant leaseUntil,
        @Nullable Long executionId,
        @Nullable Instant processedAt,
        int failCount,
        @Nullable String errors,
        @Nullable String failure,
        @Nullable String reason) {

    /** Rejects null where the component cannot be null. */
    public ActionLog {
        Given.value("table", table);
        Given.value("type", type);
        Given.value("payload", payload);
        Given.value("stateText", stateText);
        Given.value("priority", priority);
        Given.value("eligibleAt", eligibleAt);
        Given.value("createdAt", createdAt);
        Given.value("updatedAt", updatedAt);
    }

    /** The state of the action; {@link ActionState#UNKNOWN} if this version does not know it. */
    public ActionState state() {
        return ActionState.of(stateText);
    }

    /** Shows id, type and state, and nothing of the payload, which may be confidential. */
    @Override
    public String toString() {
        return "ActionLog " + id + " " + type + " " + state();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #id()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Long getId() {
        return id();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #type()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public String getType() {
        return type();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #payload()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public String getPayload() {
        return payload();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #payloadSize()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Integer getPayloadSize() {
        return payloadSize();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #idempotencyKey()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable String getIdempotencyKey() {
        return idempotencyKey();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #stateText()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public String getStateText() {
        return stateText();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #state()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public ActionState getState() {
        return state();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #priority()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Integer getPriority() {
        return priority.level();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #eligibleAt()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Instant getEndAt() {
        return eligibleAt();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #createdAt()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Instant getCreatedAt() {
        return createdAt();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #updatedAt()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Instant getUpdatedAt() {
        return updatedAt();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #claimedAt()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable Instant getClaimedAt() {
        return claimedAt();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #claimedBy()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable String getClaimedBy() {
        return claimedBy();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #claimToken()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable Long getClaimToken() {
        return claimToken();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #leaseUntil()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable Instant getLeaseUntil() {
        return leaseUntil();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #executionId()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable Long getExecutionId() {
        return executionId();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #processedAt()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable Instant getProcessedAt() {
        return processedAt();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #failCount()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public Integer getFailCount() {
        return failCount();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #errors()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable String getErrors() {
        return errors();
    }

    /**
     * The old name.
     *
     * @deprecated use {@link #reason()}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    public @Nullable String getReason() {
        return reason();
    }
}
