package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Timings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the settings and the clock injectable. */
@Component
@Dependent
class SettingsProducer {

    /** The settings of this server; read on first use. */
    @Produces
    @Singleton
    Settings settings(Timings timings) {
        return Settings.read(SettingsSource.ofThisServer(), timings);
    }

    /** The application's clock, for times that users pass in and people read; never for what is due. */
    @Produces
    @Singleton
    ApplicationClock clock() {
        Clock system = Clock.systemUTC();
        return system::instant;
    }
}
