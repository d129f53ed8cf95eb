package io.claimdispatch.internal.ddl;

import java.net.URL;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of the jar that contains this code, for commands to type: this build and Maven name it differently. */
final class OwnJar {

    /** The name in this build. */
    static final String OF_THE_BUILD = "claim-dispatch-classes.jar";

    /**
     * The location of a nested jar ends with "!/" on some servers and with "/" on others. A jar of another name may
     * have another main class.
     */
    private static final Pattern NAME = Pattern.compile("(claim-dispatch(-[\\w.+-]+)?-classes\\.jar)[!/]*$");

    private OwnJar() {}

    /** The name of the jar, or {@link #OF_THE_BUILD} if it cannot be determined. */
    static String name() {
        CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
        return name(source == null ? null : source.getLocation());
    }

    static String name(@Nullable URL location) {
        Matcher matcher = NAME.matcher(location == null ? "" : location.getPath());
        return matcher.find() ? matcher.group(1) : OF_THE_BUILD;
    }
}
