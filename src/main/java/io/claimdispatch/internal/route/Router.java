package io.claimdispatch.internal.route;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.route.call.ChunkHandler;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.spi.RuleEvaluator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a claimed row into its job. */
@Component
@Dependent
public class Router {

    private final ProcessorRegistry processors;
    private final RuleEvaluator rules;

    @Inject
    Router(ProcessorRegistry processors, RuleEvaluator rules) {
        this.processors = processors;
        this.rules = rules;
    }

    /**
     * Evaluates the row's rules, if it has any, and then asks its processor for the job. Runs the user's code: call it
     * outside of any transaction, with a request context.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0060 if no processor handles the type, CLAIM0061 and
     *     CLAIM0063 if payload or rules cannot be read, CLAIM0062 for an unknown rule, CLAIM0067 if the processor
     *     returned nothing
     * @throws Exception the exception of the user's code, unwrapped
     */
    public Routed route(LogRecord row) throws Exception {
        Handler handler = processors.handler(row.type());
        if (handler == null) {
            throw AttemptProblems.processorGone(row.type());
        }
        Optional<String> refusal = refusal(row);
        if (refusal.isPresent()) {
            return new Routed.Skipped(refusal.get());
        }
        Job job = handler.job(row);
        if (job == null) {
            throw AttemptProblems.jobMissing(row.type());
        }
        return new Routed.ToRun(job);
    }

    /** Why the row is skipped; empty if its rules hold, or if it has none. */
    Optional<String> refusal(LogRecord row) throws Exception {
        return row.rules().isEmpty() ? Optional.empty() : Required.answer("RuleEvaluator.refusal", rules.refusal(row));
    }

    /**
     * The way of rows of a type to a processor that takes many at once; null if it takes them one by one. Does not ask
     * whether a processor supports the type.
     */
    public @Nullable ChunkRoute chunks(String type) {
        return processors.known(type) instanceof ChunkHandler handler ? new ChunkRoute(handler, this) : null;
    }

    /**
     * Asks the row's processor what follows a failed attempt; empty if it leaves that to the retry policy. Does not ask
     * whether a processor supports the type, since that may hang: a node takes back rows of types that it has not seen,
     * and about those whose processor would have to be asked the policy decides.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0197 if the processor returned null
     * @throws Exception the exception of the user's code
     */
    public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
        Handler handler = processors.known(row.type());
        return handler == null ? Optional.empty() : handler.retryAfter(row, error);
    }
}
