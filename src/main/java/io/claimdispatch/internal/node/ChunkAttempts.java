package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.ChunkProblems;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Checks that the settings allow the types of chunks a second attempt, since only that shows which row of a failed chunk
 * is bad. A type of a family that has a setting of its own is not checked: its rows run alone.
 */
@Component
@Dependent
class ChunkAttempts {

    private final ProcessorRegistry processors;
    private final TypePolicies policies;

    @Inject
    ChunkAttempts(ProcessorRegistry processors, TypePolicies policies) {
        this.processors = processors;
        this.policies = policies;
    }

    /**
     * Checks all processors.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0247
     */
    void check() {
        processors.placesOfChunks().forEach((pattern, place) -> {
            if (policies.maxAttempts(pattern) == 1) {
                throw ChunkProblems.oneAttempt(place, "claim-dispatch.retry.max-attempts or its types");
            }
        });
    }
}
