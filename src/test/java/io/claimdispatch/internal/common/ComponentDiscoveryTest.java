package io.claimdispatch.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class ComponentDiscoveryTest {

    @Test
    void a_component_is_one_bean_for_the_application_although_it_says_dependent() {
        Weld weld = new Weld("components")
                .disableDiscovery()
                .skipShutdownHook()
                .addExtension(new ComponentDiscovery())
                .beanClasses(Timings.class);
        try (WeldContainer container = weld.initialize()) {
            assertThat(container.select(Timings.class).get())
                    .isSameAs(container.select(Timings.class).get());
        }
    }
}
