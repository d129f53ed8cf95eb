package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.w3c.dom.Document;

/** Discovers all tests, and runs none. */
class ChosenDatabasesTest {

    private static Set<String> all = Set.of();
    private static Set<String> near = Set.of();
    private static Set<String> far = Set.of();

    @BeforeAll
    static void discover() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        all = discovered("");
        near = discovered(value(pom, "/project/properties/tests.databases"));
        far = discovered(value(pom, "/project/profiles/profile[id='databases']/properties/tests.databases"));
    }

    /** What a build runs, and what the profile runs that has the others. */
    private static String value(Document pom, String path) throws XPathExpressionException {
        String value = XPathFactory.newInstance().newXPath().evaluate(path, pom);
        assertThat(value).as(path).isNotBlank();
        return value;
    }

    private static Set<String> discovered(String databases) {
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        TestPlan plan = launcher.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage("io.claimdispatch"))
                .filters(new ChosenDatabases(databases))
                .build());
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(each -> each.getSource().stream())
                .flatMap(ChosenDatabasesTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a test; of a parametrised class as a whole, since JUnit discovers its tests when it runs it. */
    private static Stream<String> name(TestSource source) {
        if (source instanceof MethodSource method) {
            return Stream.of(simple(method.getClassName()) + "#" + method.getMethodName());
        }
        return source instanceof ClassSource type && type.getJavaClass().isAnnotationPresent(ParameterizedClass.class)
                ? Stream.of(simple(type.getClassName()) + "#")
                : Stream.empty();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    @Test
    void two_runs_that_share_the_databases_leave_out_no_test() {
        Set<String> both = new TreeSet<>(near);
        both.addAll(far);

        assertThat(all).hasSizeGreaterThan(1_000);
        assertThat(both).isEqualTo(all);
    }

    @Test
    void only_a_test_that_gets_each_database_is_in_both_runs() {
        Set<String> common = new TreeSet<>(near);
        common.retainAll(far);

        assertThat(common)
                .anyMatch(test -> test.startsWith("RecoveryTest#"))
                .anyMatch(test -> test.startsWith("SinglePublishTest#"))
                .noneMatch(
                        test -> test.contains("MariaDb") || test.contains("Derby") || test.startsWith("SettingsTest#"));
    }

    @Test
    void a_test_is_where_its_class_or_the_one_around_it_says() {
        assertThat(far)
                .anyMatch(test -> test.startsWith("WorkflowOnDerbyTest#"))
                .anyMatch(test -> test.startsWith("AtomicDeathTest$OnMariaDb#"))
                .anyMatch(test -> test.startsWith("MariaDbStoreTest$Claims#"))
                .noneMatch(test -> test.contains("$OnH2#") || test.startsWith("SettingsTest#"));
        assertThat(near)
                .anyMatch(test -> test.startsWith("SettingsTest#"))
                .anyMatch(test -> test.startsWith("AtomicDeathTest$OnPostgreSql#"))
                .noneMatch(test -> test.contains("OnDerby") || test.contains("MariaDbStoreTest"));
    }

    @Test
    void a_database_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> new ChosenDatabases("H2,MARIA")).hasMessageContaining("MARIA");
    }
}
