package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;

/** Errors of operators' calls. */
public final class OperatorProblems {

    private OperatorProblems() {}

    /** A limit out of its range. */
    public static ClaimDispatchException limitInvalid(int limit, int least, int most) {
        return Problem.of("CLAIM0050", "the limit " + limit + " is out of range. Pass " + least + " to " + most + ".");
    }

    /** The pattern to pause, resume or requeue is not a type or family. */
    public static ClaimDispatchException patternInvalid(String pattern, String why) {
        return Problem.of(
                "CLAIM0051",
                "the type or family '" + Problem.shown(pattern) + "' " + why
                        + ". Give a type like order.paid, or a family like order.*");
    }

    private static final String OPERATOR_TEXT = "CLAIM0052";

    /** No reason. */
    public static ClaimDispatchException reasonMissing() {
        return Problem.of(OPERATOR_TEXT, "no reason given; pass a non-blank reason, it is stored with the row.");
    }

    /** No name of the operator. */
    public static ClaimDispatchException operatorMissing() {
        return Problem.of(OPERATOR_TEXT, "no operator given; pass a non-blank name, it is stored or logged.");
    }

    /** A name of the operator that cannot be stored or logged unchanged. */
    public static ClaimDispatchException operatorInvalid(String name, String why) {
        return Problem.of(
                OPERATOR_TEXT, "the operator's name '" + Problem.shown(name) + "' " + why + ". Pass another.");
    }

    /** A time to reschedule to that cannot be stored. */
    public static ClaimDispatchException rescheduleInvalid(String why) {
        return Problem.of("CLAIM0053", "the new time " + why + ".");
    }

    /** A cursor that no page of this query has had. */
    public static ClaimDispatchException cursorInvalid(String cursor) {
        return Problem.of(
                "CLAIM0205",
                "the cursor '" + Problem.shown(cursor)
                        + "' is not one of this query and table. Pass the next() of a page"
                        + " of the same query, or none to begin.");
    }
}
