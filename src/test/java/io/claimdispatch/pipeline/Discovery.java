package io.claimdispatch.pipeline;

import io.claimdispatch.ActionLog;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessSyntheticAnnotatedType;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.weld.environment.se.Weld;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the first container of this JVM finds in the product's bean archive. The others, of which there are hundreds, take
 * the same classes and extensions, and do not go through the files and classes again.
 */
final class Discovery implements Extension {

    private static final CodeSource PRODUCT = source(ActionLog.class);
    private static final List<ServiceLoader.Provider<Extension>> EXTENSIONS =
            ServiceLoader.load(Extension.class).stream().toList();

    private static volatile @Nullable Set<Class<?>> known;

    private final Set<Class<?>> found = ConcurrentHashMap.newKeySet();

    private Discovery() {}

    /** A container that is not started yet, with the product's beans and extensions. */
    static Weld weld(String name) {
        Weld weld = new Weld(name);
        Set<Class<?>> classes = known;
        if (classes == null) {
            return weld.addExtension(new Discovery());
        }
        EXTENSIONS.forEach(each -> weld.addExtension(each.get()));
        return weld.disableDiscovery().addBeanClasses(classes.toArray(Class<?>[]::new));
    }

    void type(@Observes ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (!(event instanceof ProcessSyntheticAnnotatedType) && Objects.equals(source(type), PRODUCT)) {
            found.add(type);
        }
    }

    void end(@Observes AfterTypeDiscovery event) {
        known = Set.copyOf(found);
    }

    private static CodeSource source(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
