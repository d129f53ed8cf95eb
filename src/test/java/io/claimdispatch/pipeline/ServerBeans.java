package io.claimdispatch.pipeline;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.TestActionDatabase;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** What a test gives to the container of one node instead of what a server and its configuration would. */
final class ServerBeans implements Extension {

    private final Settings settings;
    private final Ticker ticker;
    private final Timings timings;
    private final ApplicationClock clock;
    private final TestActionDatabase.Wrapping wrapping;
    private final Script script;

    ServerBeans(
            Settings settings,
            Ticker ticker,
            Timings timings,
            ApplicationClock clock,
            TestActionDatabase.Wrapping wrapping,
            Script script) {
        this.settings = settings;
        this.ticker = ticker;
        this.timings = timings;
        this.clock = clock;
        this.wrapping = wrapping;
        this.script = script;
    }

    void add(@Observes AfterBeanDiscovery discovery) {
        add(discovery, Settings.class, settings);
        add(discovery, Ticker.class, ticker);
        add(discovery, Timings.class, timings);
        add(discovery, ApplicationClock.class, clock);
        add(discovery, TestActionDatabase.Wrapping.class, wrapping);
        add(discovery, Script.class, script);
    }

    private static <T> void add(AfterBeanDiscovery discovery, Class<T> type, T bean) {
        discovery
                .<T>addBean()
                .id(type.getName())
                .types(type, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(1)
                .createWith(context -> bean);
    }
}
