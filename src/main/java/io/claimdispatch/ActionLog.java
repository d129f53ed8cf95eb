package io.claimdispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code action_logs}: one scheduled action, from its publication to its end. Publish with {@link Publisher}
 * and read with {@link ActionLogs}. Do not change a claimed row by other means: its claim then fails. All instants are
 * stored in UTC.
 */
@Entity(name = "ActionLog")
@Table(name = "action_logs")
public class ActionLog {

    @Id
    @Column(name = "id", nullable = false, updatable = false)
    private @Nullable Long id;

    @Column(name = "type", nullable = false, length = Publisher.MAX_TYPE_LENGTH, updatable = false)
    private @Nullable String type;

    @Column(name = "payload", nullable = false)
    private @Nullable String payload;

    @Column(name = "payload_size", nullable = false)
    private @Nullable Integer payloadSize;

    @Column(name = "idempotency_key", length = Publisher.MAX_KEY_LENGTH, updatable = false)
    private @Nullable String idempotencyKey;

    @Column(name = "state", nullable = false)
    private @Nullable String state;

    @Column(name = "priority", nullable = false)
    private @Nullable Integer priority;

    @Convert(converter = InstantConverter.class)
    @Column(name = "end_at", nullable = false)
    private @Nullable Instant endAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "claimed_at")
    private @Nullable Instant claimedAt;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "claim_token")
    private @Nullable Long claimToken;

    @Convert(converter = InstantConverter.class)
    @Column(name = "lease_until")
    private @Nullable Instant leaseUntil;

    @Column(name = "execution_id")
    private @Nullable Long executionId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "processed_at")
    private @Nullable Instant processedAt;

    @Column(name = "fail_count", nullable = false)
    private @Nullable Integer failCount;

    @Column(name = "errors")
    private @Nullable String errors;

    @Column(name = "reason")
    private @Nullable String reason;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at", nullable = false, updatable = false)
    private @Nullable Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "updated_at", nullable = false)
    private @Nullable Instant updatedAt;

    /** The id, unique in its table and drawn from the table's sequence. */
    public @Nullable Long getId() {
        return id;
    }

    /** See {@link #getId()}. */
    public void setId(@Nullable Long id) {
        this.id = id;
    }

    /** The routing key. */
    public @Nullable String getType() {
        return type;
    }

    /** See {@link #getType()}. */
    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** The payload as JSON text. */
    public @Nullable String getPayload() {
        return payload;
    }

    /** See {@link #getPayload()}. */
    public void setPayload(@Nullable String payload) {
        this.payload = payload;
    }

    /** The size of the payload in bytes of UTF-8; it bounds how much one claim loads into memory. */
    public @Nullable Integer getPayloadSize() {
        return payloadSize;
    }

    /** See {@link #getPayloadSize()}. */
    public void setPayloadSize(@Nullable Integer payloadSize) {
        this.payloadSize = payloadSize;
    }

    /** The idempotency key: names the logical event, unique together with the type; may be null. */
    public @Nullable String getIdempotencyKey() {
        return idempotencyKey;
    }

    /** See {@link #getIdempotencyKey()}. */
    public void setIdempotencyKey(@Nullable String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    /** The state of the action; {@link ActionState#UNKNOWN} if this version does not know it. */
    public @Nullable ActionState getState() {
        return state == null ? null : ActionState.of(state);
    }

    /** See {@link #getState()}. UNKNOWN keeps an unknown stored text, and is otherwise refused (CLAIM0006). */
    public void setState(@Nullable ActionState state) {
        this.state = state == null ? null : state.replacing(this.state);
    }

    /** The state as stored in the row, even if this version does not know it. */
    public @Nullable String getStateText() {
        return state;
    }

    /** See {@link #getStateText()}. */
    public void setStateText(@Nullable String state) {
        this.state = state;
    }

    /** The {@link Priority#level() level} of the priority; a smaller level is claimed first. */
    public @Nullable Integer getPriority() {
        return priority;
    }

    /** See {@link #getPriority()}. */
    public void setPriority(@Nullable Integer priority) {
        this.priority = priority;
    }

    /** The earliest time of the next attempt (the column {@code end_at}). */
    public @Nullable Instant getEndAt() {
        return endAt;
    }

    /** See {@link #getEndAt()}. */
    public void setEndAt(@Nullable Instant endAt) {
        this.endAt = endAt;
    }

    /** When the row was last claimed; null while it waits. */
    public @Nullable Instant getClaimedAt() {
        return claimedAt;
    }

    /** See {@link #getClaimedAt()}. */
    public void setClaimedAt(@Nullable Instant claimedAt) {
        this.claimedAt = claimedAt;
    }

    /** The node that claimed the row last; null while it waits. */
    public @Nullable String getClaimedBy() {
        return claimedBy;
    }

    /** See {@link #getClaimedBy()}. */
    public void setClaimedBy(@Nullable String claimedBy) {
        this.claimedBy = claimedBy;
    }

    /** The claim token, new at every claim; only its holder can change a claimed row. */
    public @Nullable Long getClaimToken() {
        return claimToken;
    }

    /** See {@link #getClaimToken()}. */
    public void setClaimToken(@Nullable Long claimToken) {
        this.claimToken = claimToken;
    }

    /** When the claim's lease expires unless a heartbeat renews it. */
    public @Nullable Instant getLeaseUntil() {
        return leaseUntil;
    }

    /** See {@link #getLeaseUntil()}. */
    public void setLeaseUntil(@Nullable Instant leaseUntil) {
        this.leaseUntil = leaseUntil;
    }

    /** The batch execution that the last attempt started; null if it started none. */
    public @Nullable Long getExecutionId() {
        return executionId;
    }

    /** See {@link #getExecutionId()}. */
    public void setExecutionId(@Nullable Long executionId) {
        this.executionId = executionId;
    }

    /** When the job succeeded; null unless it has. */
    public @Nullable Instant getProcessedAt() {
        return processedAt;
    }

    /** See {@link #getProcessedAt()}. */
    public void setProcessedAt(@Nullable Instant processedAt) {
        this.processedAt = processedAt;
    }

    /** The number of failed attempts. */
    public @Nullable Integer getFailCount() {
        return failCount;
    }

    /** See {@link #getFailCount()}. */
    public void setFailCount(@Nullable Integer failCount) {
        this.failCount = failCount;
    }

    /** A JSON array with one object per failed attempt: {@code attempt}, {@code at}, {@code node}, {@code error}. */
    public @Nullable String getErrors() {
        return errors;
    }

    /** See {@link #getErrors()}. */
    public void setErrors(@Nullable String errors) {
        this.errors = errors;
    }

    /** Why the action was skipped, discarded or cancelled. */
    public @Nullable String getReason() {
        return reason;
    }

    /** See {@link #getReason()}. */
    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    /** When the action was published, by the database's clock. */
    public @Nullable Instant getCreatedAt() {
        return createdAt;
    }

    /** See {@link #getCreatedAt()}. */
    public void setCreatedAt(@Nullable Instant createdAt) {
        this.createdAt = createdAt;
    }

    /** When the row last changed, by the database's clock. */
    public @Nullable Instant getUpdatedAt() {
        return updatedAt;
    }

    /** See {@link #getUpdatedAt()}. */
    public void setUpdatedAt(@Nullable Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    /** Two rows are equal if they have the same id. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionLog that && id != null && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id == null ? 0 : id.hashCode();
    }

    @Override
    public String toString() {
        return "ActionLog " + id + " " + type + " " + getState();
    }
}
