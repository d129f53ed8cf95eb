package io.claimdispatch.internal.store.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores an {@link Instant} as a {@link Timestamp}. EclipseLink would store an {@code Instant} as serialized bytes. The
 * time zone is settled below JPA: the connection of our persistence unit writes and reads UTC.
 *
 * <p>Public only for the persistence provider, which creates it by reflection where no CDI container does.
 */
@Converter
public class InstantConverter implements AttributeConverter<@Nullable Instant, @Nullable Timestamp> {

    @Override
    public @Nullable Timestamp convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
