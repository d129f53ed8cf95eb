package io.claimdispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls compile: a payload that does not belong to its action type, and arguments out of their order, do not. */
class OverloadsTest {

    private static final String BEFORE = """
            package example;
            import io.claimdispatch.*;
            import jakarta.enterprise.util.TypeLiteral;
            import java.time.*;
            import java.util.*;
            import java.util.function.*;
            class Calls {
                static class Order {}
                static final class UrgentOrder extends Order {}
                record Welcome(String email) {}
                static final ActionType<Welcome> WELCOME = ActionType.of("email.welcome", Welcome.class);
                static final ActionType<Order> ORDER = ActionType.of("order.placed", Order.class);
                static final ActionType<List<Order>> ORDERS =
                        ActionType.of("orders.placed", new TypeLiteral<List<Order>>() {});
                void call(Publisher publisher, Draft draft, LogRecord row, Welcome welcome, Order order,
                        UrgentOrder urgent, List<Order> orders, Instant at, Duration delay, Consumer<Draft> options) {
            """;

    private static final String AFTER = """

                }
            }
            """;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Of all calls: opening the jars of the class path takes longer than compiling one. */
    private static StandardJavaFileManager files;

    @BeforeAll
    static void open() throws IOException {
        files = COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        files.setLocationFromPaths(
                StandardLocation.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    @AfterAll
    static void close() throws IOException {
        files.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // by name: now, after a delay, at a time; with and without options
                "publisher.quick(\"work\", order);",
                "publisher.quick(\"work\", null);",
                "publisher.quick(\"work\", order, options);",
                "publisher.quick(\"work\", order, d -> d.priority(Priority.LOW));",
                "publisher.quick(\"work\", delay, order);",
                "publisher.quick(\"work\", delay, order, d -> d.priority(Priority.LOW));",
                "publisher.quick(\"work\", delay, null, d -> d.priority(Priority.LOW));",
                "publisher.quick(\"work\", delay, null);",
                "publisher.quick(\"work\", delay, d -> d.priority(Priority.LOW));",
                "publisher.quick(\"work\", at, order);",
                "publisher.quick(\"work\", at, order, options);",
                "publisher.quick(\"work\", at, null, options);",
                "publisher.quick(\"work\", at, null);",
                "publisher.quick(\"work\", at, options);",
                // by action type
                "publisher.quick(WELCOME, welcome);",
                "publisher.quick(WELCOME, null);",
                "publisher.quick(WELCOME, welcome, d -> d.priority(Priority.LOW));",
                "publisher.quick(WELCOME, delay, welcome);",
                "publisher.quick(WELCOME, delay, null);",
                "publisher.quick(WELCOME, delay, welcome, options);",
                "publisher.quick(WELCOME, at, welcome);",
                "publisher.quick(WELCOME, at, null);",
                "publisher.quick(WELCOME, at, welcome, d -> d.priority(Priority.LOW));",
                "publisher.quick(ORDER, urgent);",
                "publisher.quick(ORDERS, orders);",
                "publisher.quick(ORDERS, List.of(order, urgent));",
                "publisher.publishAll(ORDER, List.of(urgent));",
                "draft.action(WELCOME, welcome).eligibleNow();",
                "draft.action(ORDERS, null);",
                "Welcome read = row.payload(WELCOME);",
                "List<Order> read = row.payload(ORDERS);",
                // without injection
                "ClaimDispatch.quick(WELCOME, welcome);",
                "ClaimDispatch.quick(\"work\", order, d -> d.priority(Priority.LOW));",
            })
    void a_call_in_order_compiles_without_a_warning(String call) throws Exception {
        assertThat(problemsOf(call)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a payload of another type
                "publisher.quick(WELCOME, order); | no suitable method",
                "publisher.quick(WELCOME, \"ada@example.org\"); | no suitable method",
                "publisher.quick(WELCOME, at, order); | no suitable method",
                "publisher.quick(WELCOME, delay, order); | no suitable method",
                "publisher.quick(WELCOME, order, options); | no suitable method",
                "publisher.quick(WELCOME, at, order, options); | no suitable method",
                "publisher.quick(ORDERS, List.of(welcome)); | no suitable method",
                "publisher.publishAll(WELCOME, orders); | no suitable method",
                "draft.action(WELCOME, order); | cannot be applied",
                "Order read = row.payload(WELCOME); | incompatible",
                "ClaimDispatch.quick(WELCOME, order); | no suitable method",
                "ActionType<Welcome> type = ActionType.of(\"work\", Order.class); | incompatible",
                // an argument forgotten, or two of them exchanged
                "publisher.quick(WELCOME, at); | no suitable method",
                "publisher.quick(WELCOME, at, d -> d.priority(Priority.LOW)); | not a functional interface",
                "publisher.quick(WELCOME, d -> d.priority(Priority.LOW)); | not a functional interface",
                "publisher.quick(WELCOME, welcome, at); | no suitable method",
                "publisher.quick(\"work\", order, at); | no suitable method",
                "publisher.quick(\"work\", d -> d.priority(Priority.LOW)); | not a functional interface",
                // null could be several things
                "publisher.quick(\"work\", null, order); | ambiguous",
                "publisher.quick(\"work\", null, d -> d.priority(Priority.LOW)); | ambiguous",
                "publisher.quick(WELCOME, null, d -> d.priority(Priority.LOW)); | ambiguous",
            })
    void a_call_with_a_wrong_argument_does_not_compile(String call, String why) throws Exception {
        assertThat(problemsOf(call)).first().asString().contains(why);
    }

    @Test
    void what_does_not_compile_by_action_type_compiles_by_name() throws Exception {
        assertThat(problemsOf("publisher.quick(WELCOME.name(), order);")).isEmpty();
    }

    private static List<String> problemsOf(String call) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-Xlint:unchecked,rawtypes,removal,deprecation");
        JavacTask task = (JavacTask) COMPILER.getTask(null, files, found, options, null, List.of(source(call)));
        task.analyze();
        return found.getDiagnostics().stream()
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    private static JavaFileObject source(String call) {
        return new SimpleJavaFileObject(URI.create("string:///example/Calls.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return BEFORE + call + AFTER;
            }
        };
    }
}
