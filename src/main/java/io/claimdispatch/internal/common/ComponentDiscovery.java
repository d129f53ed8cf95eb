package io.claimdispatch.internal.common;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds the {@link Component}s that the server has not found. A stereotype defines beans in an archive of discovery mode
 * {@code annotated} (CDI 4.0, 2.5.1), but WildFly reads the stereotypes of the deployment itself only, not those of the
 * modules of an EAR (its {@code BeanDefiningAnnotationProcessor}). There no component would be a bean.
 */
public class ComponentDiscovery implements Extension {

    /** The class names of all components, one on a line. */
    static final String LIST = "/META-INF/claim-dispatch/components";

    private final List<String> components;
    private final Set<Class<?>> found = ConcurrentHashMap.newKeySet();

    /** For the container. */
    public ComponentDiscovery() {
        this(names());
    }

    ComponentDiscovery(List<String> components) {
        this.components = components;
    }

    void component(@Observes @WithAnnotations(Component.class) ProcessAnnotatedType<?> event) {
        found.add(event.getAnnotatedType().getJavaClass());
    }

    void addMissing(@Observes AfterTypeDiscovery event) {
        for (String name : components) {
            // not by name: each WAR of an EAR may have the jar for itself, and this sees the classes of all
            Class<?> component = load(name);
            if (!found.contains(component)) {
                event.addAnnotatedType(component, name);
            }
        }
    }

    static List<String> names() {
        try (InputStream list = Objects.requireNonNull(ComponentDiscovery.class.getResourceAsStream(LIST), LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ComponentDiscovery.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(LIST + " names a class that is not there", e);
        }
    }
}
