package io.claimdispatch.pipeline;

import io.claimdispatch.internal.common.Timings;
import java.time.Duration;

/**
 * What nodes of tests wait for, a fraction of what a server does; what no test waits for is as in production. Long enough that a
 * busy machine, on which a thread may get no processor for a tenth of a second, does not look like what is waited for.
 */
class ShortTimings extends Timings {

    @Override
    public Duration leastLease() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration leastTimeLimit() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration chunkWait() {
        return Duration.ofMillis(250);
    }

    @Override
    public Duration chunkInterval() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration shortestBackOff() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration longestBackOff() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration refusedAtomicTask() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration shortestStartBackOff() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration longestStartBackOff() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration endOfStart() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration grace() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration endOfThreads() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration endOfEvents() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration lastBatchLook() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration suspensionInterval() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration soon() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration timeLimitInterval() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration stageInterval() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration repairInterval() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration firstWalk() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration interruptPatience() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration threadPatience() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration lackOfThreads() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration lostTask() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration longestBatchLook() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration batchStopLeftOpen() {
        return Duration.ofSeconds(1);
    }
}
