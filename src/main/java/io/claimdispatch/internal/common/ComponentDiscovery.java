package io.claimdispatch.internal.common;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;

/**
 * Gives each {@link Component} the scope of its stereotype. The explicit {@link Dependent} is there only so that every server
 * finds the class, and this takes it away.
 */
public class ComponentDiscovery implements Extension {

    void component(@Observes @WithAnnotations(Component.class) ProcessAnnotatedType<?> event) {
        event.configureAnnotatedType().remove(annotation -> annotation.annotationType() == Dependent.class);
    }
}
