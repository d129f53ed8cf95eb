package io.claimdispatch.internal.node;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Stands for the EJB that a plain JVM does not start; the test ticks. */
public final class TimerStandIn implements Extension {

    void add(@Observes AfterBeanDiscovery discovery) {
        discovery
                .<ClaimTimer>addBean()
                .beanClass(ClaimTimer.class)
                .types(ClaimTimer.class)
                .createWith(context -> {
                    throw new IllegalStateException("the test is the timer");
                });
    }
}
