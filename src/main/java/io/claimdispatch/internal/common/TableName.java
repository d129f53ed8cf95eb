package io.claimdispatch.internal.common;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.PublishProblems;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The checked name of a table, the only text that is ever inserted into a statement. It consists of lower case letters,
 * digits and underscores, optionally with a schema before a dot. Neither part is a reserved word, since names are
 * unquoted in statements.
 *
 * @param value the name as written in SQL
 */
public record TableName(String value) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]{0,39}\\.)?[a-z][a-z0-9_]{0,39}");

    /** The default table, which is also the entity's. */
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
        // "public" is reserved in Derby, which has no such schema, but is the schema of most tables elsewhere
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

    /** The name of the sequence for its ids. */
    public String sequence() {
        return value + "_seq";
    }

    /**
     * Inserts the name into a statement: the full name for <code>${table}</code>, the name without its schema for
     * <code>${name}</code>, as indexes and constraints have no schema, and the same in upper case for
     * <code>${NAME}</code>.
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
