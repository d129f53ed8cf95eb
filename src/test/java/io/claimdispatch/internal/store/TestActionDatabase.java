package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.StartState;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.function.UnaryOperator;

/** The product's own database, whose store a test may wrap. */
@Alternative
@Priority(1)
@Component
@Dependent
public class TestActionDatabase extends ActionDatabase {

    private ActionStore store;
    private final Wrapping wrapping;

    /** How a test wraps the store. */
    public interface Wrapping extends UnaryOperator<ActionStore> {}

    @Inject
    TestActionDatabase(Settings settings, StartState state, Wrapping wrapping) {
        super(settings, state);
        this.wrapping = wrapping;
    }

    @Override
    public synchronized ActionStore store() {
        if (store == null) {
            store = wrapping.apply(super.store());
        }
        return store;
    }
}
