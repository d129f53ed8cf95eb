package io.claimdispatch.internal.store;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Which databases this run is about: all, unless the system property {@code tests.databases} names some. A run of tests that
 * {@code -Dtest} names is about all of them, too. JUnit finds this filter as a service, and asks it about each class and test.
 * What belongs to a database says so by the name of its class ({@code WorkflowOnDerbyTest}, a nested {@code OnDerby}) or by
 * {@link EachDatabase}. All else runs where H2 is chosen, so that two runs with the four databases between them leave out
 * nothing and repeat nothing.
 */
public final class ChosenDatabases implements PostDiscoveryFilter {

    static final ChosenDatabases OF_THIS_RUN = new ChosenDatabases();

    private static final Map<Databases, Pattern> NAMES = Map.of(
            Databases.H2, Pattern.compile("H2"),
            Databases.POSTGRESQL, Pattern.compile("PostgreSql|PgBouncer"),
            Databases.MARIADB, Pattern.compile("MariaDb|MySql"),
            Databases.DERBY, Pattern.compile("Derby"));

    private final Set<Databases> chosen;

    /** Those of this run. JUnit calls this. */
    public ChosenDatabases() {
        this(System.getProperty("test", "").isBlank() ? System.getProperty("tests.databases", "") : "");
    }

    ChosenDatabases(String names) {
        this.chosen = names.isBlank()
                ? EnumSet.allOf(Databases.class)
                : Arrays.stream(names.split(","))
                        .map(Databases::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Databases.class)));
    }

    boolean contain(Databases database) {
        return chosen.contains(database);
    }

    /** A class is left out by its tests: JUnit drops one that has none left. */
    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        return FilterResult.includedIf(descriptor.getSource().map(this::runs).orElse(true));
    }

    private boolean runs(TestSource source) {
        if (source instanceof MethodSource method) {
            return !disjoint(of(method.getJavaClass(), method.getJavaMethod()));
        }
        if (source instanceof ClassSource type && type.getJavaClass().isAnnotationPresent(EachDatabase.class)) {
            return !disjoint(of(type.getJavaClass()));
        }
        return true;
    }

    private boolean disjoint(Set<Databases> databases) {
        return databases.stream().noneMatch(chosen::contains);
    }

    /** The databases of a test, that of the method before those of its class, and of the inner class before the outer. */
    private static Set<Databases> of(Class<?> type, AnnotatedElement... method) {
        return Stream.concat(
                        Arrays.stream(method).map(ChosenDatabases::declared),
                        enclosing(type)
                                .map(each -> Stream.of(named(each), declared(each))
                                        .filter(databases -> !databases.isEmpty())
                                        .findFirst()
                                        .orElse(Set.of())))
                .filter(databases -> !databases.isEmpty())
                .findFirst()
                .orElse(Set.of(Databases.H2));
    }

    private static Stream<Class<?>> enclosing(Class<?> type) {
        return Stream.iterate(type, Objects::nonNull, Class::getEnclosingClass);
    }

    private static Set<Databases> declared(AnnotatedElement element) {
        EachDatabase annotation = element.getAnnotation(EachDatabase.class);
        return annotation == null ? Set.of() : Set.of(annotation.value());
    }

    private static Set<Databases> named(Class<?> type) {
        return NAMES.entrySet().stream()
                .filter(name -> name.getValue().matcher(type.getSimpleName()).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
