package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationContextsTest {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Set<String> shared = ConcurrentHashMap.newKeySet();
    private final ApplicationContexts contexts = new ApplicationContexts((ContextService) Proxy.newProxyInstance(
            ContextService.class.getClassLoader(),
            new Class<?>[] {ContextService.class},
            (proxy, method, given) -> contextual(method.getReturnType(), given[0])));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void no_two_threads_are_in_the_same_contextual_object_at_once() throws Exception {
        for (int round = 0; round < 100; round++) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            CountDownLatch inside = new CountDownLatch(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    contexts.run(() -> {
                        inside.countDown();
                        await(inside);
                    });
                    return null;
                }));
            }
            for (Future<?> run : running) {
                run.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(shared).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes who enters it while it is in use. */
    private Object contextual(Class<?> type, Object given) {
        AtomicBoolean used = new AtomicBoolean();
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (used.getAndSet(true)) {
                shared.add(type.getSimpleName());
            }
            try {
                Thread.yield();
                return method.invoke(given, arguments);
            } finally {
                used.set(false);
            }
        });
    }
}
