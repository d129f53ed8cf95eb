package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.DdlCommand;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.derby.tools.ij;

/** Applies DDL as a person does: what the command prints, read by the database's own parser. */
final class Scripts {

    private Scripts() {}

    /** What the command prints for a table; options follow its name. */
    static String printed(TestDatabase database, TableName table, String... options) {
        List<String> line =
                new ArrayList<>(List.of("ddl", database.dialect().ddl().word(), "--table", table.value()));
        line.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = DdlCommand.run(
                line,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    static void apply(TestDatabase database, String text) throws SQLException {
        if (database instanceof DerbyDatabase) {
            try (Connection connection = database.connect()) {
                ByteArrayOutputStream said = new ByteArrayOutputStream();
                int failures = ij.runScript(
                        connection,
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        "UTF-8",
                        said,
                        "UTF-8");
                assertThat(failures).as(said.toString(StandardCharsets.UTF_8)).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        try (Connection connection = database instanceof MariaDbDatabase server
                        ? server.connectTo("contract?allowMultiQueries=true")
                        : database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** The file of version 1, as it was shipped, for another table. */
    static String ofVersion1(TestDatabase database, TableName table) {
        String file = "/schema/1/" + database.dialect().ddl().word() + ".sql";
        try (InputStream text = Objects.requireNonNull(Scripts.class.getResourceAsStream(file), file)) {
            return table.in(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\baction_logs(_seq|_millis|_paused|\\b)", "\\${table}$1")
                    .replaceAll("\\baction_logs_", "\\${name}_"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of version 2 or 3, as it was shipped, for another table. */
    static String ofVersion(int number, TestDatabase database, TableName table) {
        String file = "/schema/" + number + "/" + database.dialect().ddl().word() + ".sql";
        try (InputStream text = Objects.requireNonNull(Scripts.class.getResourceAsStream(file), file)) {
            return table.in(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away a table and all beside it, as far as it is there. */
    static void drop(TestDatabase database, TableName table) throws SQLException {
        for (String drop : database.dropOther()) {
            try {
                database.execute(drop.replace("other_logs", table.value()));
            } catch (SQLException e) {
                assertThat(database.isNotThere(e) || SqlStates.isMissing(e))
                        .as(drop + ": " + e)
                        .isTrue();
            }
        }
    }
}
