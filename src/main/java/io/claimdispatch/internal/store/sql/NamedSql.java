package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One statement of a file, with its name. Its text is made for a table, and for so many elements of its list. Instances serve
 * all threads.
 */
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

    /** As in the file. */
    public String name() {
        return name;
    }

    /** The statement for a table. It must have no list. */
    public String on(TableName table) {
        if (!element.isEmpty()) {
            throw new IllegalStateException(name + " has a list, whose length is missing");
        }
        return filled(table);
    }

    /** The statement for a table, with its list as long as {@link #padded} says. */
    public String on(TableName table, int parameters) {
        return withEach(table, padded(parameters));
    }

    /** The statement for a table, with its list of exactly so many elements. */
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
     * How many parameters a list has that must hold so many: the next power of two, filled up by repeating the last, so
     * that few different texts reach the caches of prepared statements.
     */
    static int padded(int parameters) {
        return parameters <= 1 ? 1 : Integer.highestOneBit(parameters - 1) << 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
