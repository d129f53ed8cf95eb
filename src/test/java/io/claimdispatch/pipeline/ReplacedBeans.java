package io.claimdispatch.pipeline;

import io.claimdispatch.ActionState;
import io.claimdispatch.internal.store.Databases;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** A node with beans of the application in place of those of the product. */
abstract class ReplacedBeans extends PipelineTest {

    /** What the beans of a test have noted, in order. */
    static final List<String> NOTED = new CopyOnWriteArrayList<>();

    /** What the bean of a test answers. */
    static volatile Supplier<Object> answer = () -> "";

    ReplacedBeans() {
        super(Databases.H2);
    }

    @BeforeEach
    void nothingNoted() {
        NOTED.clear();
    }

    /** Throws a checked exception undeclared, as Kotlin does. */
    @SuppressWarnings("unchecked")
    static <E extends Exception> RuntimeException undeclared(Exception thrown) throws E {
        throw (E) thrown;
    }

    static String transaction() {
        return LocalTransaction.current() == null ? "no transaction" : "a transaction";
    }

    Node.Builder oneAttempt() {
        return node().set("retry.max-attempts", "1");
    }

    String errorOf(long id) throws Exception {
        untilIs(id, ActionState.DEAD);
        return Attempts.of(database, id).get(0).getString("error");
    }
}
