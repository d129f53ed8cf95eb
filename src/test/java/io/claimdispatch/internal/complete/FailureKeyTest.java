package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.acme.Shop;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import jakarta.ejb.EJBException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureKeyTest {

    private static <T extends Throwable> T at(T error, String... methods) {
        error.setStackTrace(Stream.of(methods)
                .map(method -> new StackTraceElement(
                        method.substring(0, method.lastIndexOf('.')),
                        method.substring(method.lastIndexOf('.') + 1),
                        "Shop.java",
                        // another each time
                        (int) (System.nanoTime() % 1_000)))
                .toArray(StackTraceElement[]::new));
        return error;
    }

    private static Throwable failure(String... methods) {
        return at(new IllegalStateException("order " + System.nanoTime()), methods);
    }

    private static String key(String... methods) {
        return FailureKey.of(failure(methods));
    }

    @Test
    void the_same_exception_from_the_same_methods_has_one_key_whatever_its_message_and_lines() {
        assertThat(key("com.acme.Shop.buy", "com.acme.Web.post"))
                .isEqualTo(key("com.acme.Shop.buy", "com.acme.Web.post"))
                .as("rows of earlier versions are found too")
                .isEqualTo("java.lang.IllegalStateException#f95d0c7a");
    }

    @Test
    void another_method_another_caller_or_another_exception_has_another_key() {
        Set<String> keys = new HashSet<>(List.of(
                key("com.acme.Shop.buy", "com.acme.Web.post"),
                key("com.acme.Shop.sell", "com.acme.Web.post"),
                key("com.acme.Store.buy", "com.acme.Web.post"),
                key("com.acme.Shop.buy", "com.acme.Mail.read"),
                key("com.acme.Shop.buy"),
                key(),
                FailureKey.of(at(new IOException("x"), "com.acme.Shop.buy", "com.acme.Web.post"))));

        assertThat(keys).hasSize(7);
    }

    @Test
    void frames_of_servers_and_libraries_and_of_generated_classes_change_nothing() {
        String key = key("com.acme.Shop.buy", "com.acme.Web.post");

        assertThat(key(
                        "java.util.Objects.requireNonNull",
                        "oracle.jdbc.driver.OracleStatement.execute",
                        "com.microsoft.sqlserver.jdbc.SQLServerStatement.execute",
                        "com.acme.Shop.buy",
                        "com.acme.Shop$HibernateProxy$kPq3xW9a.buy",
                        "com.acme.Shop$ByteBuddy$Ab12.buy",
                        "com.acme.Shop$$Lambda$14/0x0000000800c03000.run",
                        "com.acme.Shop$$Lambda/0x00007f1b2c3d4e50.run",
                        "com.acme.Shop$Proxy$_$$_WeldClientProxy.buy",
                        "com.acme.Shop$Proxy$_$$_WeldSubclass.buy$$super",
                        "jdk.internal.reflect.GeneratedMethodAccessor71.invoke",
                        "java.lang.invoke.LambdaForm$MH/0x0000000800c04000.invoke",
                        "com.acme.EJSLocal0SLShop_1a2b3c4d.buy",
                        "com.acme.__EJB31_Generated__Shop__Intf____Bean__.buy",
                        "jdk.proxy3.$Proxy71.buy",
                        "com.acme.Web.post",
                        "io.claimdispatch.internal.dispatch.TaskPool.run",
                        "java.lang.Thread.run"))
                .isEqualTo(key);
    }

    private static void assertKeyHoweverWrapped(Throwable error, String key) {
        List<Throwable> wrapped = List.of(
                error,
                new EJBException((Exception) error),
                new CompletionException(error),
                new ExecutionException(new InvocationTargetException(error)),
                at(new RuntimeException(error), "com.acme.Web.post"),
                AttemptProblems.payloadNotReadable("a", "b", error),
                AttemptProblems.failedForGood("a", "why", error),
                AttemptProblems.retryWanted("a", "retryIn", "why", error),
                StandIn.of(new CompletionException(error), each -> "hidden"));

        assertThat(wrapped).allSatisfy(each -> assertThat(FailureKey.of(each)).isEqualTo(key));
    }

    @Test
    void a_wrapping_exception_does_not_change_the_key() {
        Throwable error = catchThrowable(() -> Shop.buy(7));

        assertKeyHoweverWrapped(error, FailureKey.of(catchThrowable(() -> Shop.buy(8))));
        assertThat(FailureKey.of(error)).isNotEqualTo(FailureKey.of(catchThrowable(() -> Shop.sell(7))));
    }

    @Test
    void a_cause_that_shows_no_place_has_that_of_the_nearest_exception_that_does() {
        SQLException root = at(new SQLException("gone"), "org.postgresql.Driver.connect");

        IOException near = at(new IOException(root), "com.acme.Shop.buy");

        assertThat(FailureKey.of(at(new RuntimeException(near), "com.acme.X.y")))
                .isEqualTo(FailureKey.of(near))
                .isNotEqualTo(FailureKey.of(root))
                .startsWith("java.sql.SQLException#");
    }

    @Test
    void our_own_errors_have_their_ids() {
        assertThat(FailureKey.of(AttemptProblems.leaseExpired("node-1")))
                .isEqualTo(FailureKey.of(AttemptProblems.leaseExpired("node-2")))
                .startsWith("CLAIM0064#");
        assertThat(FailureKey.of(AttemptProblems.failedForGood("a", "why", null)))
                .isEqualTo(FailureKey.of(AttemptProblems.failedForGood("a", "another reason", null)))
                .startsWith("CLAIM0194#");
        assertThat(FailureKey.of(AttemptProblems.retryWanted("a", "retryIn", "why", null)))
                .startsWith("CLAIM0195#");
    }

    @Test
    void an_attempt_that_took_too_long_has_one_key_wherever_it_was_interrupted() {
        Duration limit = Duration.ofMinutes(1);
        String key = FailureKey.of(AttemptProblems.timeLimitExceeded("a", limit, null));

        assertThat(key).startsWith("CLAIM0069#");
        for (Throwable at : List.of(failure("com.acme.Shop.buy"), failure("com.acme.Shop.sell"))) {
            Throwable error = AttemptProblems.timeLimitExceeded("a", limit, at);
            assertThat(FailureKey.of(error)).isEqualTo(key);
            assertThat(FailureKey.of(AttemptProblems.failedForGood("a", "why", error)))
                    .isEqualTo(key);
        }
    }

    /** What an edit of the file renumbers: a lambda, an anonymous and a local class, and every line. */
    private static String source(boolean edited) {
        String more = edited ? """

                static final Runnable BEFORE = () -> new Object() { { class Local {} new Local(); } };
                """ : "";
        String first = edited ? "Runnable other = () -> new Object() {}.hashCode(); class Local {} new Local();" : "";
        return "package com.acme; class Edited {" + more + """
                static void lambda() {
                    ADDED
                    Runnable fails = () -> { throw new IllegalStateException(); };
                    fails.run();
                }
                static void anonymous() {
                    ADDED
                    new Runnable() { public void run() { throw new IllegalStateException(); } }.run();
                }
                static void local() {
                    class Fails { void run() { throw new IllegalStateException(); } }
                    new Fails().run();
                }
                static void own() throws Exception {
                    throw new Exception() {};
                }
            }
            """.replace("ADDED", first);
    }

    private static Throwable thrown(Path folder, String source, String method) throws Exception {
        Path file = folder.resolve("Edited.java");
        Files.writeString(file, source);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), file.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            var called = loader.loadClass("com.acme.Edited").getDeclaredMethod(method);
            called.setAccessible(true);
            return catchThrowable(() -> called.invoke(null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "anonymous", "local", "own"})
    void an_edit_elsewhere_in_the_file_changes_nothing(String method, @TempDir Path first, @TempDir Path second)
            throws Exception {
        Throwable before = thrown(first, source(false), method);
        Throwable after = thrown(second, source(true), method);

        assertThat(before.getCause().getStackTrace()[0])
                .as("the lines at least are others")
                .isNotEqualTo(after.getCause().getStackTrace()[0]);
        assertThat(FailureKey.of(before)).isEqualTo(FailureKey.of(after));
    }

    @Test
    void the_depth_of_a_recursion_changes_nothing() {
        String key = FailureKey.of(catchThrowable(() -> Shop.even(0, 2)));

        for (int end : List.of(3, 10, 11, 300)) {
            assertThat(FailureKey.of(catchThrowable(() -> Shop.even(0, end))))
                    .as("" + end)
                    .isEqualTo(key);
        }
    }

    @Test
    void an_overflow_of_the_stack_has_one_key() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            int depth = i;
            keys.add(FailureKey.of(catchThrowable(() -> below(depth))));
        }

        assertThat(keys).singleElement().asString().startsWith("java.lang.StackOverflowError#");
    }

    private static int below(int frames) {
        return frames == 0 ? Shop.endless(0) : below(frames - 1);
    }

    @Test
    void a_key_fits_into_the_column_and_is_plain_ascii() {
        ClaimDispatchException error = at(new ClaimDispatchException("é \u0000😀".repeat(100) + "Last", "x", null));

        assertThat(FailureKey.of(error)).hasSize(255).matches("[\\x21-\\x7e]+Last#[0-9a-f]{8}");
        assertThat(FailureKey.of(at(new ClaimDispatchException("è \u0000😀".repeat(100) + "Last", "x", null))))
                .as("what cannot be shown still counts")
                .isNotEqualTo(FailureKey.of(error));
    }

    /** User code, all of it. */
    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError("in the message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new OutOfMemoryError("in the cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("no stack");
        }
    }

    @Test
    void an_error_that_throws_whatever_it_is_asked_has_a_key_of_its_class() {
        assertThat(FailureKey.of(at(new UncheckedIOException(new IOException("x", new Hostile())))))
                .startsWith("io.claimdispatch.internal.complete.FailureKeyTest$Hostile#");
        assertThat(FailureKey.plain(new Hostile()))
                .isEqualTo("io.claimdispatch.internal.complete.FailureKeyTest$Hostile#00000000");
    }
}
