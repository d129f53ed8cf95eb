package io.claimdispatch.internal.common;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.PublishProblems;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The checked name of a table, the only text that ever becomes a part of a statement. It can hold nothing but lower case
 * letters, digits and underscores, with a schema before a dot at most. Neither is a reserved word: names stand in statements
 * unquoted.
 *
 * @param value the name as it stands in SQL
 */
public record TableName(String value) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]{0,39}\\.)?[a-z][a-z0-9_]{0,39}");

    /** The table that is always there, and the one of the entity. */
    public static final TableName ACTION_LOGS = new TableName("action_logs");

    /** Checks the name. */
    public TableName {
        if (!FORM.matcher(value).matches()) {
            throw PublishProblems.tableNameInvalid(
                    value,
                    "at most 40 lower case letters, digits and underscores, the first a letter, with a schema and a dot"
                            + " before them if need be");
        }
        int dot = value.indexOf('.');
        String schema = value.substring(0, Math.max(dot, 0));
        String name = value.substring(dot + 1);
        // reserved in Derby, which has no such schema, and the schema of most tables elsewhere
        if (ReservedWords.contains(schema) && !schema.equals("public")) {
            throw reserved(value, schema);
        }
        if (ReservedWords.contains(name)) {
            throw reserved(value, name);
        }
    }

    private static ClaimDispatchException reserved(String value, String word) {
        return PublishProblems.tableNameInvalid(
                value, "'" + word + "' is a reserved word of SQL in a supported database; choose another");
    }

    /** The name of the sequence that its ids are drawn from. */
    public String sequence() {
        return value + "_seq";
    }

    /**
     * Puts the name into a statement: for <code>${table}</code> as it is, for <code>${name}</code> without its schema, as names
     * of indexes and constraints have none, and for <code>${NAME}</code> without it in upper case.
     */
    public String in(String statement) {
        String name = value.substring(value.indexOf('.') + 1);
        return statement
                .replace("${table}", value)
                .replace("${name}", name)
                .replace("${NAME}", name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
