package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Errors of settings, and of the server's resources that they name. */
public final class SettingProblems {

    private SettingProblems() {}

    private static final String SETTING_INVALID = "CLAIM0040";

    /** A value that cannot be read. */
    public static ClaimDispatchException settingInvalid(String key, String value, String expected) {
        return Problem.of(
                SETTING_INVALID,
                "the setting " + key + " is '" + Problem.shown(value) + "'; expected " + expected + ".");
    }

    /** Several values that cannot be read, each with its reason. */
    public static ClaimDispatchException settingsInvalid(List<ClaimDispatchException> each) {
        String texts = IntStream.range(0, each.size())
                .mapToObj(i -> "(" + (i + 1) + ") " + bare(each.get(i)))
                .collect(Collectors.joining(" "));
        return Problem.of(SETTING_INVALID, each.size() + " settings have values that cannot be used. " + texts);
    }

    private static String bare(ClaimDispatchException error) {
        String text = String.valueOf(error.getMessage());
        return error.id().equals(SETTING_INVALID) ? text.substring(text.indexOf(' ') + 1) : text;
    }

    /** A missing resource of the server. */
    public static ClaimDispatchException resourceMissing(String what, String jndiName, Throwable cause) {
        return Problem.of(
                "CLAIM0041",
                "no " + what + " is bound to '" + jndiName + "'. Name the right one in the settings.",
                cause);
    }

    /** A lease that one unanswered heartbeat may cost. Only logged. */
    public static ClaimDispatchException leaseShort(Duration lease, Duration timeout) {
        return Problem.of(
                "CLAIM0042",
                "claim-dispatch.lease is " + lease + " and claim-dispatch.database-timeout " + timeout
                        + ": a single call to the database that is not answered can cost this node its leases, and its rows run"
                        + " twice. Make the lease at least twice as long as the timeout.");
    }

    /** A thread that the server does not provide. */
    public static ClaimDispatchException noThread(String name) {
        return Problem.of(
                "CLAIM0043",
                "the server's managed thread factory returned no thread for '" + name
                        + "', without which the node cannot run. See the server's log for the reason.");
    }

    /** An unknown name with the product's prefix. Only logged, without the value, which may be a secret. */
    public static ClaimDispatchException settingUnknown(String name, @Nullable String nearest) {
        return Problem.of(
                "CLAIM0044",
                "there is no setting '" + Problem.shown(name) + "', so that its value has no effect. "
                        + (nearest == null
                                ? "No setting has a similar name; docs/settings.md lists them all."
                                : "The nearest name is '" + nearest + "'.")
                        + " Correct the name, or remove it.");
    }
}
