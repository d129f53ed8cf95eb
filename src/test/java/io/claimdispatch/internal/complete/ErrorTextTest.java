package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

    private static String text(Throwable error) {
        return ErrorText.of(CauseChain.of(error));
    }

    private static StackTraceElement frame(String type, int line) {
        return new StackTraceElement(type, "call", type.replaceFirst(".*\\.", "") + ".java", line);
    }

    /** Thrown deep below a server, as usual. */
    private static <T extends Throwable> T thrown(T error, String innermost) {
        List<StackTraceElement> frames = new ArrayList<>();
        frames.add(frame("java.util.Objects", 1));
        frames.add(frame(innermost, 7));
        IntStream.range(0, 60).forEach(i -> frames.add(frame("org.jboss.interceptors.Chain" + i, i)));
        frames.add(frame("com.acme.Orders", 42));
        IntStream.range(0, 60).forEach(i -> frames.add(frame("java.lang.reflect.Method" + i, i)));
        error.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return error;
    }

    @Test
    void class_and_message_of_every_cause_come_first_then_the_applications_frames_then_the_rest() {
        IOException root = thrown(new IOException("disk full"), "com.acme.Disk");
        IllegalStateException middle = thrown(new IllegalStateException("not written", root), "com.acme.Writer");
        RuntimeException outer = thrown(new RuntimeException("order 7 failed", middle), "com.acme.Shop");

        String text = text(outer);

        assertThat(text)
                .startsWith("""
                        java.lang.RuntimeException: order 7 failed
                        Caused by: java.lang.IllegalStateException: not written
                        Caused by: java.io.IOException: disk full
                        In the application:
                        \tat com.acme.Disk.call(Disk.java:7)
                        \tat com.acme.Orders.call(Orders.java:42)
                        \tat com.acme.Writer.call(Writer.java:7)
                        \tat com.acme.Shop.call(Shop.java:7)
                        Trace of java.io.IOException:
                        \tat java.util.Objects.call(Objects.java:1)
                        """)
                .hasSizeLessThanOrEqualTo(ErrorText.MAX)
                .hasSizeGreaterThan(ErrorText.MAX - 300);
    }

    @Test
    void suppressed_exceptions_and_a_databases_next_exceptions_are_named_with_their_causes() {
        SQLException batch = new SQLException("batch entry 0 was aborted");
        batch.setNextException(new SQLException("duplicate key", new IOException("of the socket")));
        IllegalStateException error = new IllegalStateException("first", batch);
        error.addSuppressed(new IOException("while closing", new Error("deep")));

        assertThat(text(error).lines().limit(6))
                .containsExactly(
                        "java.lang.IllegalStateException: first",
                        "Caused by: java.sql.SQLException: batch entry 0 was aborted",
                        "Suppressed: java.io.IOException: while closing",
                        "Suppressed, caused by: java.lang.Error: deep",
                        "Next: java.sql.SQLException: duplicate key",
                        "Next, caused by: java.io.IOException: of the socket");
    }

    @Test
    void a_long_message_leaves_room_for_the_causes_and_the_frames() {
        Exception root = thrown(new IOException("why"), "com.acme.Disk");

        assertThat(text(new IllegalStateException("x".repeat(1_000_000), root)))
                .startsWith("java.lang.IllegalStateException: xxx")
                .contains("x…\nCaused by: java.io.IOException: why\nIn the application:\n\tat com.acme.Disk")
                .hasSizeLessThanOrEqualTo(ErrorText.MAX);
    }

    private static final class Light extends RuntimeException {
        private static final long serialVersionUID = 1;

        Light(String message, @Nullable Throwable cause) {
            super(message, cause, true, false);
        }
    }

    @Test
    void the_first_and_the_last_examined_causes_of_an_endless_chain_are_named() {
        Throwable error = null;
        for (int i = 0; i < 1_000_000; i++) {
            error = new Light("number " + i, error);
            error.addSuppressed(new Light("suppressed", null));
        }

        assertThat(text(error)).contains("number 999999", "number 999992", "… 984 more …", "number 999000");
    }

    @Test
    void a_circle_of_causes_is_followed_once() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        second.addSuppressed(first);

        assertThat(text(first).lines().limit(3))
                .startsWith("java.lang.RuntimeException: first", "Caused by: java.lang.RuntimeException: second");
        assertThat(text(first)).containsOnlyOnce("RuntimeException: first");
    }

    /** User code, all of it. */
    private static final class Hostile extends SQLException {
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

        @Override
        public SQLException getNextException() {
            throw new AssertionError("no next");
        }
    }

    @Test
    void an_error_that_throws_whatever_it_is_asked_is_kept_by_its_name() {
        assertThat(text(new IllegalStateException("outer", new Hostile())))
                .contains(
                        "IllegalStateException: outer\nCaused by: ",
                        "ErrorTextTest$Hostile, whose text cannot be had: java.lang.StackOverflowError");
    }

    @Test
    void a_copy_for_the_log_says_the_same_and_runs_no_code_of_the_originals() {
        Throwable copy =
                ErrorCopy.of(CauseChain.of(thrown(new IllegalStateException("outer", new Hostile()), "com.acme.Shop")));

        assertThat(copy).hasToString("java.lang.IllegalStateException: outer");
        assertThat(copy.getStackTrace()).contains(frame("com.acme.Shop", 7)).hasSizeLessThanOrEqualTo(100);
        assertThat(copy.getCause().toString()).contains("Hostile, whose text cannot be had");
    }
}
