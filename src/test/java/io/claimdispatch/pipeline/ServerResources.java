package io.claimdispatch.pipeline;

import io.claimdispatch.internal.common.Jndi;
import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.InjectionPoint;
import org.jboss.weld.injection.spi.ResourceInjectionServices;
import org.jboss.weld.injection.spi.ResourceReference;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;

/** Gives Weld what a {@link Resource} names, from {@link ServerNames}. */
final class ServerResources implements ResourceInjectionServices {

    @Override
    public ResourceReferenceFactory<Object> registerResourceInjectionPoint(InjectionPoint point) {
        return named(point.getAnnotated().getAnnotation(Resource.class).lookup());
    }

    @Override
    public ResourceReferenceFactory<Object> registerResourceInjectionPoint(String jndiName, String mappedName) {
        return named(jndiName);
    }

    private static ResourceReferenceFactory<Object> named(String name) {
        return () -> new Reference(Jndi.lookup(Object.class, name, IllegalStateException::new));
    }

    private record Reference(Object instance) implements ResourceReference<Object> {
        @Override
        public Object getInstance() {
            return instance;
        }

        @Override
        public void release() {}
    }

    @Override
    public void cleanup() {}
}
