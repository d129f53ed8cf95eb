package io.claimdispatch.internal.operate.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a bulk action would do, as it was when it was asked for.
 *
 * @param isCapped whether there are more matching rows than were counted
 * @param eligible how many of the counted rows are in a state for the command
 * @param isEligibleCapped whether there are more of these
 * @param refused how many are not, by their states
 * @param sample some of the eligible rows, the first that would be done
 * @param warnings what an operator should know before
 * @param estimate how long it will go on, by the pace of earlier ones and the spread
 */
public record BulkPreview(
        boolean isCapped,
        int eligible,
        boolean isEligibleCapped,
        Map<String, Integer> refused,
        List<Sample> sample,
        List<Warning> warnings,
        Duration estimate) {

    /**
     * A row of the sample, without what may have to be forgotten before the bulk action is.
     *
     * @param id its id
     * @param type its type
     * @param state its state
     */
    public record Sample(long id, String type, String state) {}

    /**
     * A warning about rows of a type.
     *
     * @param code {@code PAUSED}: they will wait; {@code FAILING}: rows of the type have failed in the last minutes
     * @param type the type, or the family that is paused
     * @param rows how many of the eligible rows it is about
     */
    public record Warning(String code, String type, int rows) {}
}
