import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the demo's WildFly a user for its console, with a password that is made for this start and printed, but kept nowhere: the
 * server has a hash of it. Compiled by {@code java} itself. {@code add-user.sh} would take the password on its command line, where
 * all users of the machine can see it.
 */
public final class ManagementUser {

    private static final String NAME = "admin";
    private static final String REALM = "ManagementRealm";

    /** Without those that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 16;

    private ManagementUser() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path users = Path.of(arguments[0], "standalone", "configuration", "mgmt-users.properties");
        String password = new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
        byte[] hash = MessageDigest.getInstance("MD5")
                .digest((NAME + ":" + REALM + ":" + password).getBytes(StandardCharsets.UTF_8));
        List<String> lines = Stream.concat(
                        Files.readAllLines(users, StandardCharsets.UTF_8).stream()
                                .filter(line -> !line.startsWith(NAME + "=")),
                        Stream.of(NAME + "=" + HexFormat.of().formatHex(hash)))
                .toList();
        Files.write(users, lines, StandardCharsets.UTF_8);
        System.out.println("WildFly's console: http://127.0.0.1:9990, user " + NAME + ", password " + password);
    }
}
