package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.route.discovery.ProcessorExtension;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import org.junit.jupiter.api.Test;

class PublishedTypesRegressionTest {

    @Test
    void neitherThePublisherNorAClaimAsksAProcessorAboutAPublishedType() {
        ProcessorRegistry processors =
                new ProcessorRegistry(new ProcessorExtension(), new CallWatchdog(TestSettings.of(), new Ticker()));

        processors.published("order.paid");
        assertThat(processors.routableTypes()).isEmpty();
        assertThat(processors.knownTypes()).isEmpty();

        assertThat(processors.askAboutPublished()).isFalse();
        assertThat(processors.knownTypes()).containsExactly("order.paid");
        assertThat(processors.unroutableTypes()).containsExactly("order.paid");
    }
}
