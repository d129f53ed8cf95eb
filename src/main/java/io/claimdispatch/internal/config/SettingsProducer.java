package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the settings and the clock injectable. */
@Component
class SettingsProducer {

    /** The settings of this server; read when first asked for. */
    @Produces
    @Singleton
    Settings settings() {
        return Settings.read(SettingsSource.ofThisServer());
    }

    /** The application's clock: only for what a user passes in and for what a person reads, never for what is due. */
    @Produces
    @Singleton
    ApplicationClock clock() {
        Clock system = Clock.systemUTC();
        return system::instant;
    }
}
