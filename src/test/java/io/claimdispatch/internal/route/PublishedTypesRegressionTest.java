package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedTypesRegressionTest {

    @Test
    void aTypeThatWasPublishedIsAskedForNeitherByThePublisherNorByAClaim() {
        ProcessorRegistry processors = new ProcessorRegistry();

        processors.published("order.paid");
        assertThat(processors.routableTypes()).isEmpty();
        assertThat(processors.knownTypes()).isEmpty();

        assertThat(processors.askAboutPublished()).isFalse();
        assertThat(processors.knownTypes()).containsExactly("order.paid");
        assertThat(processors.unroutableTypes()).containsExactly("order.paid");
    }
}
