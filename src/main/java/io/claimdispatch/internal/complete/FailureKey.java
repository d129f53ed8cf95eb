package io.claimdispatch.internal.complete;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.CauseChain.Link;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Writes the column {@code failure}: a key that failed attempts share if they failed with the same exception in the
 * same place of the application, like {@code java.io.IOException#5e0c2a17}.
 *
 * <p>The class is the root cause's, so that wrappers change nothing, with its full name, as logs show it; an error of
 * ours has its id instead, since all are of one class. The hash is over that name and over the methods of the
 * {@linkplain ApplicationFrames application's own frames}: each once, so that the depth of a recursion does not matter;
 * sorted, since an overflow of the stack begins anywhere in the circle; and without lines and the numbers of lambdas
 * and anonymous classes, which change with each edit of the file. No message is in the key: most have ids in them, and
 * some quote the payload.
 */
final class FailureKey {

    /** The maximum length, in ASCII characters, so that it is the same in bytes. */
    static final int MAX = 255;

    private static final int MAX_NAME = MAX - "#12345678".length();

    private static final Pattern NUMBER = Pattern.compile("([$-])\\d+");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x21-\\x7e]");

    private FailureKey() {}

    /** Returns the key. Never throws, whatever the error. */
    static String of(Throwable error) {
        try {
            List<Link> causes = counted(CauseChain.of(error).causes());
            return of(name(causes.get(causes.size() - 1)), places(causes));
        } catch (Throwable e) {
            // memory or stack is short
            return plain(error);
        }
    }

    /** Returns a key that no frame is looked at for. Never throws. */
    static String plain(Throwable error) {
        String name = StandIn.nameOf(error);
        try {
            return bounded(name) + "#00000000";
        } catch (Throwable e) {
            // a literal needs no memory
            return "java.lang.Throwable#00000000";
        }
    }

    /** An attempt that took too long was interrupted wherever it was, so its cause says nothing. */
    private static List<Link> counted(List<Link> causes) {
        for (int i = 0; i < causes.size(); i++) {
            if (AttemptProblems.isTimeLimit(causes.get(i).error())) {
                return causes.subList(0, i + 1);
            }
        }
        return causes;
    }

    private static String name(Link root) {
        return root.error() instanceof ClaimDispatchException problem ? problem.id() : stable(root.name());
    }

    /** The methods of the application from which the root cause was thrown, or else the nearest exception around it. */
    private static SortedSet<String> places(List<Link> causes) {
        SortedSet<String> places = new TreeSet<>();
        for (int i = causes.size() - 1; i >= 0 && places.isEmpty(); i--) {
            for (StackTraceElement frame : causes.get(i).frames()) {
                if (ApplicationFrames.has(frame)) {
                    places.add(stable(frame.getClassName()) + '.' + stable(frame.getMethodName()));
                }
            }
        }
        return places;
    }

    /** A name without the numbers that compilers give, as in {@code Shop$1} and {@code lambda$buy$0}. */
    private static String stable(String name) {
        // behind a slash hidden classes have an address
        int slash = name.indexOf('/');
        return NUMBER.matcher(slash < 0 ? name : name.substring(0, slash)).replaceAll("$1");
    }

    private static String of(String name, SortedSet<String> places) {
        // it only tells places apart, and is no secret
        CRC32 hash = new CRC32();
        hash.update((name + '\n' + String.join("\n", places)).getBytes(StandardCharsets.UTF_8));
        return bounded(name) + '#' + HexFormat.of().toHexDigits((int) hash.getValue());
    }

    /** Cuts packages and not the class. */
    private static String bounded(String name) {
        String ascii = NOT_ASCII.matcher(name).replaceAll("?");
        return ascii.length() <= MAX_NAME ? ascii : ascii.substring(ascii.length() - MAX_NAME);
    }
}
