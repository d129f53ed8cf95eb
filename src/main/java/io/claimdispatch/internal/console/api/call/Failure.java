package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.console.view.JsonFields;
import java.util.Map;
import java.util.Set;

/** Errors as they are answered: a problem of RFC 9457, with the error's id. */
public final class Failure {

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("CLAIM0250", 409),
            Map.entry("CLAIM0251", 400),
            Map.entry("CLAIM0252", 409),
            Map.entry("CLAIM0253", 413),
            Map.entry("CLAIM0254", 409),
            Map.entry("CLAIM0260", 403),
            Map.entry("CLAIM0261", 403),
            Map.entry("CLAIM0262", 403),
            Map.entry("CLAIM0264", 403),
            Map.entry("CLAIM0265", 415),
            Map.entry("CLAIM0266", 403),
            Map.entry("CLAIM0267", 403),
            Map.entry("CLAIM0268", 404),
            Map.entry("CLAIM0269", 405),
            Map.entry("CLAIM0270", 400),
            Map.entry("CLAIM0271", 400),
            Map.entry("CLAIM0272", 404),
            Map.entry("CLAIM0273", 503),
            Map.entry("CLAIM0274", 500),
            Map.entry("CLAIM0279", 409),
            Map.entry("CLAIM0280", 409),
            Map.entry("CLAIM0281", 412),
            Map.entry("CLAIM0282", 413),
            Map.entry("CLAIM0283", 404),
            Map.entry("CLAIM0286", 409),
            Map.entry("CLAIM0287", 404),
            Map.entry("CLAIM0288", 400),
            Map.entry("CLAIM0289", 503));

    /** What the arguments of {@link io.claimdispatch.ActionLogs} are refused with. */
    private static final Set<String> ARGUMENTS = Set.of(
            "CLAIM0001",
            "CLAIM0006",
            "CLAIM0017",
            "CLAIM0050",
            "CLAIM0051",
            "CLAIM0052",
            "CLAIM0053",
            "CLAIM0205",
            // what a publisher refuses
            "CLAIM0004",
            "CLAIM0005",
            "CLAIM0010",
            "CLAIM0012",
            "CLAIM0014",
            "CLAIM0016",
            "CLAIM0018");

    /** What is answered when the database cannot be asked, or asked no longer; it may be again soon. */
    private static final Set<String> OF_THE_MOMENT = Set.of("CLAIM0020", "CLAIM0026", "CLAIM0103");

    private static final int UNAVAILABLE = 503;
    private static final int FAILED = 500;

    private Failure() {}

    /** Whether neither the console nor an argument has caused the error: its text may tell of the server's inside. */
    public static boolean isOfTheServer(ClaimDispatchException error) {
        return !STATUS.containsKey(error.id()) && !ARGUMENTS.contains(error.id());
    }

    /** The answer for an error. */
    public static Answer of(ClaimDispatchException error) {
        int status = status(error);
        return new Answer(
                status,
                "application/problem+json",
                status == UNAVAILABLE ? Map.of("Retry-After", "1") : Map.of(),
                new JsonFields()
                        .text("id", error.id())
                        .text("title", title(status))
                        .number("status", status)
                        .text("detail", isOfTheServer(error) ? "The log of the node has the cause." : detail(error))
                        .build());
    }

    private static int status(ClaimDispatchException error) {
        if (isOfTheServer(error)) {
            return OF_THE_MOMENT.contains(error.id()) ? UNAVAILABLE : FAILED;
        }
        return STATUS.getOrDefault(error.id(), 400);
    }

    private static String detail(ClaimDispatchException error) {
        return String.valueOf(error.getMessage()).substring(error.id().length() + ": ".length());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 500 -> "Internal Server Error";
            default -> "Service Unavailable";
        };
    }
}
