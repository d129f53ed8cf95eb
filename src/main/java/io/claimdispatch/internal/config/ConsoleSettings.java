package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.problem.SettingProblems;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the console is, and for whom.
 *
 * @param open {@code claim-dispatch.console}, default {@code off}
 * @param readOnly {@code claim-dispatch.console.read-only}, default false: refuses every call that would change
 *     something, for every user
 * @param roles {@code claim-dispatch.console.roles.viewer}, {@code .operator} and {@code .admin}: the names of the
 *     roles in the application
 * @param origins {@code claim-dispatch.console.origins}: further origins of the console's own page, for proxies that
 *     change the header Host
 * @param frameAncestors {@code claim-dispatch.console.frame-ancestors}: the origins whose pages may show the console
 *     in a frame; empty for none
 * @param mask {@code claim-dispatch.console.mask}: which members of a payload are shown without their values; a name,
 *     with an asterisk at its begin or end for more
 */
public record ConsoleSettings(
        ConsoleSwitch open,
        boolean readOnly,
        Roles roles,
        List<String> origins,
        List<String> frameAncestors,
        List<String> mask) {

    /**
     * The names of the roles.
     *
     * @param viewer may read
     * @param operator may also act on rows and types
     * @param admin may also edit, delete and see masked values
     */
    public record Roles(String viewer, String operator, String admin) {}

    private static final String PREFIX = "claim-dispatch.console";

    private static final String MASKED =
            "*password*, *passwd*, *secret*, *token*, authorization, *apikey*, *api-key*, *api_key*";

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

    private static final Pattern MEMBER = Pattern.compile("\\*?[^*]+\\*?");

    static ConsoleSettings read(SettingsReader reader) {
        return new ConsoleSettings(
                reader.choice(PREFIX, ConsoleSwitch.OFF),
                reader.flag(PREFIX + ".read-only", false),
                new Roles(role(reader, "viewer"), role(reader, "operator"), role(reader, "admin")),
                origins(reader, PREFIX + ".origins"),
                origins(reader, PREFIX + ".frame-ancestors"),
                mask(reader));
    }

    /**
     * The settings of this server for the servlet container, which starts the application before CDI does on some
     * servers. Values that cannot be read close the console; the start reports them with all others.
     */
    public static ConsoleSettings ofThisServer() {
        SettingsReader reader = new SettingsReader(SettingsSource.ofThisServer());
        ConsoleSettings settings = read(reader);
        return reader.isSound() ? settings : settings.closed();
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return open == ConsoleSwitch.ON;
    }

    private ConsoleSettings closed() {
        return new ConsoleSettings(ConsoleSwitch.OFF, readOnly, roles, origins, frameAncestors, mask);
    }

    /** Asterisks stand for any role, or any user, in the rules of servlets. */
    private static String role(SettingsReader reader, String name) {
        String key = PREFIX + ".roles." + name;
        String fallback = "claim-dispatch-" + name;
        return reader.text(key, fallback, role -> {
            if (role.isBlank() || role.contains("*")) {
                throw SettingProblems.settingInvalid(key, role, "the name of a role, without an asterisk");
            }
        });
    }

    private static List<String> origins(SettingsReader reader, String key) {
        List<String> origins = reader.list(key);
        reader.attempt(() -> origins.forEach(origin -> {
            if (!ORIGIN.matcher(origin).matches()) {
                throw SettingProblems.settingInvalid(key, origin, "origins like https://ops.example.com");
            }
        }));
        return origins;
    }

    private static List<String> mask(SettingsReader reader) {
        String key = PREFIX + ".mask";
        List<String> names = reader.list(key, MASKED);
        reader.attempt(() -> names.forEach(name -> {
            if (!MEMBER.matcher(name).matches()) {
                throw SettingProblems.settingInvalid(key, name, "names of members like iban, or *token*");
            }
        }));
        return names;
    }
}
