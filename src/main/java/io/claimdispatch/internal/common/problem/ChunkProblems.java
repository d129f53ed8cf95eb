package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;

/** Errors of processor methods that take chunks of rows. */
public final class ChunkProblems {

    private ChunkProblems() {}

    /** A chunk for a method that does not take lists. */
    public static ClaimDispatchException noList(String place, String why) {
        return Problem.of(
                "CLAIM0240",
                "@Processor on " + place + " has a chunk, but " + why
                        + ". Let the method take a List of payloads, a List<LogRecord>, or both, and nothing else; or leave"
                        + " chunk out.");
    }

    /** Lists of records or outcomes without a chunk. */
    public static ClaimDispatchException noChunk(String place, String why) {
        return Problem.of(
                "CLAIM0241",
                "@Processor on " + place + ": " + why
                        + ", as for a chunk, but has none. Add chunk = 50, or take a LogRecord and return an Outcome.");
    }

    /** A chunk out of range. */
    public static ClaimDispatchException sizeInvalid(String place, int chunk, int most) {
        return Problem.of(
                "CLAIM0242",
                "@Processor on " + place + " has chunk = " + chunk + "; expected a number from 1 to " + most
                        + ". Leave it out to call the method for each row.");
    }

    /** A list whose elements are not known. */
    public static ClaimDispatchException listOpen(String place, String list) {
        return Problem.of(
                "CLAIM0243",
                "@Processor on " + place + " takes a " + list
                        + ", which leaves open what its elements are. Name their class, for example List<Order>.");
    }

    /** A chunk for something that makes jobs. */
    public static ClaimDispatchException makesJobs(String place, String why) {
        return Problem.of(
                "CLAIM0244",
                "@Processor on " + place + " has a chunk, but " + why
                        + ". A job, of Jakarta Batch for example, belongs to one row. Leave chunk out, or use a method"
                        + " that does the work itself.");
    }

    /** A chunk for asynchronous work. */
    public static ClaimDispatchException makesStage(String place, String returned) {
        return Problem.of(
                "CLAIM0245",
                "@Processor on " + place + " has a chunk, but the method returns a " + returned
                        + ". A chunk ends when its method returns. Wait for the stage within the method, or leave chunk"
                        + " out.");
    }

    /** A chunk whose method returns something else than outcomes. */
    public static ClaimDispatchException returnInvalid(String place, String returned) {
        return Problem.of(
                "CLAIM0246",
                "@Processor on " + place + " has a chunk, but the method returns " + returned
                        + ". Return nothing if all rows have succeeded, or a List<Outcome> with one outcome for each"
                        + " row.");
    }

    /** A chunk of a type whose rows may be tried only once. */
    public static ClaimDispatchException oneAttempt(String place, String from) {
        return Problem.of(
                "CLAIM0247",
                "@Processor on " + place + " has a chunk, but " + from
                        + " allows only one attempt. An exception fails all rows of a chunk, and only a second attempt"
                        + " shows which of them is bad. Allow at least 2 attempts, or leave chunk out.");
    }

    /** Two lists of the same kind. */
    public static ClaimDispatchException listTwice(String place, String what) {
        return Problem.of(
                "CLAIM0248",
                "@Processor on " + place + " takes two lists of " + what
                        + ". A chunk gives at most one list of payloads and one List<LogRecord>; remove the other.");
    }

    /** Outcomes that do not match the rows. */
    public static ClaimDispatchException outcomesInvalid(String type, int rows, String returned) {
        return Problem.of(
                "CLAIM0249",
                "the processor of '" + Problem.shown(type) + "' was called with a chunk of " + rows + " and returned "
                        + returned + ", so all its rows have failed. Return one Outcome for each row, in their order.");
    }
}
