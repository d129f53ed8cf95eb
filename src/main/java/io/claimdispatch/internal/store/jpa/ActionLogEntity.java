package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.sql.IdAndTime;
import io.claimdispatch.internal.store.sql.RowReader;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JPA entity of {@code action_logs}. It does not leave the package but as an {@link ActionLog}, so that no
 * application can change a row by changing an entity.
 *
 * <p>Public only for the persistence provider, which creates it by reflection.
 */
@Entity(name = "ActionLog")
@Table(name = "action_logs")
public class ActionLogEntity {

    @Id
    @Column(name = "id", nullable = false, updatable = false)
    private long id;

    @Column(name = "type", nullable = false, length = Publisher.MAX_TYPE_LENGTH, updatable = false)
    private @Nullable String type;

    @Column(name = "payload", nullable = false)
    private @Nullable String payload;

    @Column(name = "payload_size", nullable = false)
    private int payloadSize;

    @Column(name = "idempotency_key", length = Publisher.MAX_KEY_LENGTH, updatable = false)
    private @Nullable String idempotencyKey;

    @Column(name = "state", nullable = false)
    private @Nullable String state;

    @Column(name = "priority", nullable = false)
    private int priority;

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
    private int failCount;

    @Column(name = "errors")
    private @Nullable String errors;

    @Column(name = "failure", insertable = false, updatable = false)
    private @Nullable String failure;

    @Column(name = "reason")
    private @Nullable String reason;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at", nullable = false, updatable = false)
    private @Nullable Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "updated_at", nullable = false)
    private @Nullable Instant updatedAt;

    /** For the persistence provider. */
    protected ActionLogEntity() {}

    /** A new row, with the drawn id, and the time as all databases hold it. */
    ActionLogEntity(NewRow row, IdAndTime drawn) {
        Instant now = drawn.now().truncatedTo(ChronoUnit.MICROS);
        id = drawn.id();
        type = row.type();
        payload = row.payload();
        payloadSize = row.payload().getBytes(StandardCharsets.UTF_8).length;
        idempotencyKey = row.key();
        state = ActionState.WAITING.name();
        priority = row.priority().level();
        endAt = row.eligibleAt().resolve(now).truncatedTo(ChronoUnit.MICROS);
        createdAt = now;
        updatedAt = now;
    }

    /** The row as applications see it. */
    public ActionLog toRecord() {
        return new ActionLog(
                TableName.ACTION_LOGS.value(),
                id,
                RowReader.text(type),
                RowReader.text(payload),
                payloadSize,
                idempotencyKey,
                RowReader.text(state),
                RowReader.priority(priority),
                RowReader.time(endAt),
                RowReader.time(createdAt),
                RowReader.time(updatedAt),
                claimedAt,
                claimedBy,
                claimToken,
                leaseUntil,
                executionId,
                processedAt,
                failCount,
                errors,
                failure,
                reason);
    }
}
