package io.claimdispatch.internal.dispatch;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.complete.ProcessorRetries;
import io.claimdispatch.internal.route.Router;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Asks the processor that this node would route the row to. */
@Component
@Dependent
class RoutedRetries implements ProcessorRetries {

    private final Router router;
    private final RowContext context;

    @Inject
    RoutedRetries(Router router, RowContext context) {
        this.router = router;
        this.context = context;
    }

    /** A thread that recovers a row or polls a batch execution has no request context yet. */
    @Override
    public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
        return context.call(() -> router.retryAfter(row, error));
    }
}
