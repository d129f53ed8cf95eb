package io.claimdispatch.internal.ddl;

import java.net.URL;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file that this code is read from, for commands that are to be typed: this build and Maven call it differently. */
final class OwnJar {

    /** What this build calls it. */
    static final String OF_THE_BUILD = "claim-dispatch-classes.jar";

    /** A nested one ends with "!/" on some servers, and with "/" on others. Another name may be a jar with another main class. */
    private static final Pattern NAME = Pattern.compile("(claim-dispatch(-[\\w.+-]+)?-classes\\.jar)[!/]*$");

    private OwnJar() {}

    /** The name of the file, or {@link #OF_THE_BUILD} where it cannot be told. */
    static String name() {
        CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
        return name(source == null ? null : source.getLocation());
    }

    static String name(@Nullable URL location) {
        Matcher matcher = NAME.matcher(location == null ? "" : location.getPath());
        return matcher.find() ? matcher.group(1) : OF_THE_BUILD;
    }
}
