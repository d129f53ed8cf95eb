package io.claimdispatch.architecture.bad.internal.config;

import java.time.Clock;
import java.util.Optional;
import org.eclipse.persistence.jpa.JpaHelper;

/** Where the clock may be read, but another class reads it too; and an Optional that a lambda takes, as it may. */
final class SecondClock {
    Optional<Clock> clock() {
        return Optional.of(Optional.of(1))
                .map(inner -> inner.map(one -> Clock.systemUTC()).orElseThrow());
    }

    Class<?> provider() {
        return JpaHelper.class;
    }
}
