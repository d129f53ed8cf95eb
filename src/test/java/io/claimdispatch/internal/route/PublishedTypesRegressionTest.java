package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedTypesRegressionTest {

    @Test
    void aTypeThatWasPublishedIsAskedForByTheNextClaimAndNotByThePublisher() {
        ProcessorRegistry processors = new ProcessorRegistry();

        processors.published("order.paid");
        assertThat(processors.knownTypes()).isEmpty();

        assertThat(processors.routableTypes()).isEmpty();
        assertThat(processors.knownTypes()).containsExactly("order.paid");
        assertThat(processors.unroutableTypes()).containsExactly("order.paid");
    }
}
