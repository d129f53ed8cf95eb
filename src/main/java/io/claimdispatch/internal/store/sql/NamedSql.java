package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A named statement of a file. Its text is filled in for a table, and for the length of its list. Thread-safe. */
public final class NamedSql {

    private static final String EACH = "${each ";

    private final String name;
    private final String text;
    private final String element;
    private final Map<TableName, String> texts = new ConcurrentHashMap<>();

    NamedSql(String name, String text) {
        this.name = name;
        this.text = text;
        int list = text.indexOf(EACH);
        this.element = list < 0 ? "" : text.substring(list + EACH.length(), text.indexOf('}', list));
    }

    /** The name in the file. */
    public String name() {
        return name;
    }

    /** The statement for a table; it must have no list. */
    public String on(TableName table) {
        if (!element.isEmpty()) {
            throw new IllegalStateException(name + " has a list, whose length is missing");
        }
        return filled(table);
    }

    /** The statement for a table, with its list {@linkplain #padded padded} to hold this many parameters. */
    public String on(TableName table, int parameters) {
        return withEach(table, padded(parameters));
    }

    /** The statement for a table, with a list of exactly this many elements. */
    public String withEach(TableName table, int elements) {
        if (element.isEmpty()) {
            throw new IllegalStateException(name + " has no list");
        }
        String list = element + (", " + element).repeat(elements - 1);
        return filled(table).replace(EACH + element + "}", list);
    }

    private String filled(TableName table) {
        return texts.computeIfAbsent(table, t -> t.in(text));
    }

    /**
     * The padded length of a list of parameters: the next power of two, filled by repeating the last value, so that
     * only few different texts reach the caches of prepared statements.
     */
    static int padded(int parameters) {
        return parameters <= 1 ? 1 : Integer.highestOneBit(parameters - 1) << 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
