package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements are written for {@code action_logs} and with {@code (?*)} for a list of parameters; this makes the text for
 * another table and for so many parameters.
 */
public final class Sql {

    private static final Pattern NAME = Pattern.compile("\\baction_logs(_[a-z]+)?\\b");

    /** The primary key as the catalog of a database has it that raises names: Derby raises it by the JVM's locale elsewhere. */
    static final String RAISED_KEY = "ACTION_LOGS_PK";

    private static final String LIST = "(?*)";
    private static final Map<TableName, Map<String, String>> TEXTS = new ConcurrentHashMap<>();

    private Sql() {}

    /** The statement for a table. */
    public static String on(TableName table, String sql) {
        return table.equals(TableName.ACTION_LOGS)
                ? sql
                : TEXTS.computeIfAbsent(table, t -> new ConcurrentHashMap<>())
                        .computeIfAbsent(sql, s -> renamed(table, s));
    }

    /** The same, with its list as long as {@link #padded} says. */
    public static String on(TableName table, String sql, int parameters) {
        return on(table, sql).replace(LIST, "(?" + ", ?".repeat(padded(parameters) - 1) + ")");
    }

    /**
     * How many parameters a list has that must hold so many: the next power of two, filled up by repeating the last, so
     * that few different texts reach the caches of prepared statements.
     */
    static int padded(int parameters) {
        return parameters <= 1 ? 1 : Integer.highestOneBit(parameters - 1) << 1;
    }

    /** Names of indexes and constraints have no schema: they follow their table. */
    public static String renamed(TableName table, String sql) {
        String full = table.value();
        String bare = full.substring(full.indexOf('.') + 1);
        Matcher names = NAME.matcher(sql);
        return names.replaceAll(name -> {
                    String suffix = name.group(1) == null ? "" : name.group(1);
                    return switch (suffix) {
                        case "", "_seq", "_millis", "_paused", "_schema", "_claims" -> full + suffix;
                        default -> bare + suffix;
                    };
                })
                .replace(RAISED_KEY, (bare + "_pk").toUpperCase(Locale.ROOT));
    }
}
