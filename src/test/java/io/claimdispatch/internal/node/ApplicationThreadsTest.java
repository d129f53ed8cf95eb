package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class ApplicationThreadsTest {

    /** As Payara does it, which finds the application by name. */
    @Test
    void a_thread_has_the_class_loader_of_its_own_application_though_the_server_sets_that_of_another()
            throws Exception {
        try (URLClassLoader failed = new URLClassLoader(new URL[0]);
                URLClassLoader own = new URLClassLoader(new URL[0])) {
            ApplicationThreads threads = startedBy(
                    own,
                    work -> new Thread(() -> {
                        Thread.currentThread().setContextClassLoader(failed);
                        work.run();
                    }));
            CompletableFuture<ClassLoader> seen = new CompletableFuture<>();

            threads.newThread(() -> seen.complete(Thread.currentThread().getContextClassLoader()))
                    .start();

            assertThat(seen.get()).isSameAs(own);
        }
    }

    @Test
    void a_server_without_a_free_thread_yields_no_thread() {
        assertThat(new ApplicationThreads(work -> null).newThread(() -> {})).isNull();
    }

    private static ApplicationThreads startedBy(ClassLoader application, ThreadFactory server) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(application);
        try {
            return new ApplicationThreads(server);
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
