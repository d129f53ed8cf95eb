package io.claimdispatch.internal.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The named statements of one database. They are complete in files of the jar, {@code META-INF/claim-dispatch/sql}: one
 * shared by all databases, and one per database with the statements that differ. The top of {@code standard.sql}
 * describes the form of the files. Thread-safe.
 */
public final class Statements {

    private static final String FOLDER = "/META-INF/claim-dispatch/sql/";
    private static final String NAME = "-- name: ";
    private static final String COMMENT = "-- ";

    private final List<String> files;
    private final Map<String, NamedSql> byName = new LinkedHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private Statements(List<String> files) {
        this.files = files;
    }

    /**
     * Reads files of the jar.
     *
     * @param files the names without extension; a statement of a later file replaces that of an earlier one
     */
    public static Statements of(String... files) {
        Statements statements = new Statements(List.of(files));
        statements.files.forEach(file -> statements.add(file, read(file)));
        return statements;
    }

    /**
     * Returns a statement.
     *
     * @throws IllegalStateException if no file contains it, which is a mistake in the jar
     */
    public NamedSql get(String name) {
        NamedSql statement = byName.get(name);
        if (statement == null) {
            throw new IllegalStateException("no statement '" + name + "' in " + files);
        }
        asked.add(name);
        return statement;
    }

    /** The names of all statements. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The statements that were never requested. */
    Set<String> unused() {
        return byName.keySet().stream().filter(name -> !asked.contains(name)).collect(Collectors.toSet());
    }

    void add(String file, String text) {
        String name = null;
        StringBuilder sql = new StringBuilder();
        Map<String, NamedSql> added = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(NAME)) {
                put(file, added, name, sql.toString());
                name = line.substring(NAME.length()).strip();
                sql.setLength(0);
            } else if (!line.startsWith(COMMENT) && !line.equals("--")) {
                sql.append(line).append('\n');
            }
        }
        put(file, added, name, sql.toString());
        byName.putAll(added);
    }

    private static void put(String file, Map<String, NamedSql> added, @Nullable String name, String sql) {
        String text = sql.strip();
        if (name == null && text.isEmpty()) {
            return;
        }
        if (name == null || text.isEmpty() || added.put(name, new NamedSql(name, text)) != null) {
            throw new IllegalStateException(file + ".sql: a statement without a name, a name without a statement, or a"
                    + " name that occurs twice: " + name + " " + text);
        }
    }

    private static String read(String file) {
        try (InputStream stream = Statements.class.getResourceAsStream(FOLDER + file + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + file + ".sql");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
