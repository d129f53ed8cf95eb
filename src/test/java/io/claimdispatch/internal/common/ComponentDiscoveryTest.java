package io.claimdispatch.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class ComponentDiscoveryTest {

    @Test
    void the_list_names_every_component() {
        assertThat(ComponentDiscovery.names())
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.claimdispatch.internal")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(Component.class))
                                .map(JavaClass::getName)
                                .toList());
    }

    @Test
    void a_component_is_one_bean_whether_or_not_the_server_finds_it() {
        for (boolean isFound : new boolean[] {true, false}) {
            Weld weld = new Weld("found-" + isFound)
                    .disableDiscovery()
                    .skipShutdownHook()
                    .addExtension(new ComponentDiscovery(List.of(Timings.class.getName())))
                    .beanClasses(isFound ? new Class<?>[] {Timings.class} : new Class<?>[] {Ticker.class});
            try (WeldContainer container = weld.initialize()) {
                assertThat(container.select(Timings.class).isResolvable())
                        .as("found by the server: %s", isFound)
                        .isTrue();
                assertThat(container.select(Timings.class).get())
                        .isSameAs(container.select(Timings.class).get());
            }
        }
    }
}
