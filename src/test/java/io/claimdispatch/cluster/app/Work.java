package io.claimdispatch.cluster.app;

/**
 * The payload of the test's actions.
 *
 * @param millis how long an attempt takes
 * @param failures how many attempts fail before one succeeds
 */
public record Work(int millis, int failures) {}
