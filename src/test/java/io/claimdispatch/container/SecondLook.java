package io.claimdispatch.container;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Timings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;

/** Lets a node look again soon for a database that has something wrong about it; otherwise it does so each minute. */
@Alternative
@Priority(1)
@Component
@Dependent
public class SecondLook extends Timings {

    @Override
    public Duration refusedStart() {
        return Duration.ofSeconds(3);
    }
}
