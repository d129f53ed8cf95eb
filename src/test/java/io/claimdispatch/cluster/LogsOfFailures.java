package io.claimdispatch.cluster;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Shows what the servers have logged last, where a test fails. */
public final class LogsOfFailures implements TestWatcher {

    private static @Nullable Cluster watched;

    static void of(Cluster cluster) {
        watched = cluster;
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        if (watched != null) {
            watched.nodes()
                    .forEach(node -> System.err.println(
                            node.name() + " of " + context.getDisplayName() + ":\n" + node.lastOfTheLog()));
        }
    }
}
