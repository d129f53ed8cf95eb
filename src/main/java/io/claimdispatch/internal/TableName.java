package io.claimdispatch.internal;

import java.util.regex.Pattern;

/**
 * The checked name of a table, the only text that ever becomes a part of a statement. It can hold nothing but lower case
 * letters, digits and underscores, with a schema before a dot at most.
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
            throw Problems.tableNameInvalid(value);
        }
    }

    /** The name of the sequence that its ids are drawn from. */
    public String sequence() {
        return value + "_seq";
    }

    @Override
    public String toString() {
        return value;
    }
}
