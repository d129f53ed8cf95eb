package io.claimdispatch.internal.store.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A row to insert, with its id.
 *
 * @param id the drawn id
 * @param row the published row
 * @param now the time by the database's clock
 */
public record NumberedRow(long id, NewRow row, Instant now) {

    /** The unique key. Its order does not matter, as long as all publishers use the same. */
    public record Key(String type, String key) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::type).thenComparing(Key::key);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public Key key() {
        return new Key(row.type(), Objects.requireNonNull(row.key()));
    }

    public Instant eligibleAt() {
        return row.eligibleAt().resolve(now);
    }

    public int payloadSize() {
        return row.payloadSize();
    }

    public int chars() {
        return row.payload().length();
    }
}
