package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The shipped DDL, as statements. In it, a semicolon only ever ends a statement, and comments have lines of their own. */
final class DdlFile {

    private DdlFile() {}

    static List<String> statements(Dialect dialect, TableName table) {
        String sql = text(dialect)
                .lines()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(Sql.renamed(table, sql).split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(Dialect dialect) {
        // By our own class: the caller's loader may know another jar's file of that name.
        try (InputStream file = DdlFile.class.getClassLoader().getResourceAsStream(dialect.ddlFile())) {
            return new String(Objects.requireNonNull(file, dialect.ddlFile()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
