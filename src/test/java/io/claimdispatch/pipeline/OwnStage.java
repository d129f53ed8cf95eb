package io.claimdispatch.pipeline;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A stage of another make than the JDK's, which passes on to us what its caller throws, and cannot be cancelled. */
final class OwnStage {

    private volatile @Nullable BiConsumer<Object, Throwable> action;

    @SuppressWarnings("unchecked") // the only action that is ever given
    CompletionStage<?> stage() {
        return (CompletionStage<?>) Proxy.newProxyInstance(
                OwnStage.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "whenComplete" -> {
                        action = (BiConsumer<Object, Throwable>) given[0];
                        yield proxy;
                    }
                    case "toCompletableFuture" -> throw new UnsupportedOperationException("not this one");
                    case "toString" -> "a stage of our own";
                    default -> null;
                });
    }

    boolean isAwaited() {
        return action != null;
    }

    /** As often as one likes, and with what happens there thrown here. */
    void complete(@Nullable Object value, @Nullable Throwable error) {
        BiConsumer<Object, Throwable> told = action;
        if (told == null) {
            throw new IllegalStateException("nothing waits for it");
        }
        told.accept(value, error);
    }

    /** Throws a checked exception as languages do that have none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to believe it
    static <E extends Throwable> RuntimeException undeclared(Throwable checked) throws E {
        throw (E) checked;
    }
}
