package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.schema.Schema;
import io.claimdispatch.internal.store.schema.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DDL of any table that the settings allow: with a schema, with the longest name, with both. */
abstract class DdlContract {

    private static final String LONGEST = "a_name_of_forty_characters_for_the_mails";

    private final TestDatabase database;

    DdlContract(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void theTableThatIsAlwaysThere() throws SQLException {
        database.reset();
    }

    private TableName fresh(String name) throws SQLException {
        TableName table = new TableName(name);
        if (name.contains(".")) {
            try {
                database.execute("CREATE SCHEMA " + name.substring(0, name.indexOf('.')));
            } catch (SQLException alreadyThere) {
                // of the test before; else what follows fails
            }
        }
        Scripts.drop(database, table);
        return table;
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_logs", "jobs.mail_logs", LONGEST, "jobs." + LONGEST})
    void the_ddl_that_the_command_prints_makes_a_table_that_works(String name) throws SQLException {
        TableName table = fresh(name);

        Scripts.apply(database, Scripts.printed(database, table));

        worksAndIsDropped(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.mail_logs", LONGEST, "jobs." + LONGEST})
    void a_table_that_the_start_makes_works(String name) throws SQLException {
        TableName table = fresh(name);

        prepare(table, SchemaMode.CREATE);

        worksAndIsDropped(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.mail_logs", LONGEST, "jobs." + LONGEST})
    void the_upgrade_that_the_command_prints_makes_a_table_that_works(String name) throws SQLException {
        TableName table = fresh(name);
        Scripts.apply(database, Scripts.printed(database, table));
        database.execute("DROP TABLE " + table + "_schema");
        database.execute("DROP TABLE " + table + "_events");
        database.execute("DROP TABLE " + table + "_claims");
        database.execute("DROP TABLE " + table + "_nodes");
        database.execute("DROP TABLE " + table + "_stats");
        database.execute("DROP TABLE " + table + "_bulk");
        for (String column : List.of("set_aside", "failure", "trace", "ordering_key", "expires_at")) {
            database.execute("ALTER TABLE " + table + " DROP COLUMN " + column);
        }
        database.execute("ALTER TABLE " + table + "_paused DROP COLUMN until_at");
        String bare = name.substring(name.indexOf('.') + 1);
        for (String constraint : List.of("_size", "_priority", "_fails")) {
            database.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + bare + constraint);
        }

        Scripts.apply(database, Scripts.printed(database, table, "--from", "1"));
        Scripts.apply(database, Scripts.printed(database, table, "--from", "1", "--phase", "after"));

        worksAndIsDropped(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail_logs", "jobs.mail_logs"})
    void the_row_of_the_version_is_made_only_with_the_table_and_another_schemas_is_not_it(String name)
            throws SQLException {
        TableName other = fresh(name.contains(".") ? "mail_logs" : "jobs.mail_logs");
        Scripts.apply(database, Scripts.printed(database, other));
        TableName table = fresh(name);
        Scripts.apply(database, Scripts.printed(database, table));
        assertThat(versions(table)).containsExactly(4);
        database.execute("DELETE FROM " + table + "_schema");

        try (Connection connection = database.connect()) {
            SchemaChange.apply(connection, Scripts.printed(database, table));
        }

        assertThat(versions(table)).isEmpty();
        Scripts.drop(database, table);
        Scripts.drop(database, other);
    }

    private List<@Nullable Object> versions(TableName table) throws SQLException {
        return database.query("SELECT version FROM " + table + "_schema");
    }

    private void prepare(TableName table, SchemaMode mode) throws SQLException {
        try (Connection connection = database.connect()) {
            Schema.prepare(connection, database.dialect(), table, mode);
        }
    }

    private void worksAndIsDropped(TableName table) throws SQLException {
        prepare(table, SchemaMode.VALIDATE);
        roundTrip(database, table);
        Scripts.drop(database, table);
    }

    /** Publishes, with and without a key, claims and completes. */
    static void roundTrip(TestDatabase database, TableName table) throws SQLException {
        ActionStore store = database.store();
        List<Inserted> inserted = database.commit(c ->
                store.inserts().insert(c, table, List.of(Rows.keyed("a", "k"), Rows.due("a"), Rows.due("a"))));
        List<Inserted> again = database.commit(c -> store.inserts().insert(c, table, List.of(Rows.keyed("a", "k"))));
        assertThat(again).containsExactly(new Inserted(inserted.get(0).id(), false));
        ClaimRequest request = new ClaimRequest(table, Set.of("a"), 10, Rows.NO_BYTE_BOUND, "node", 1, Rows.LEASE);
        List<ClaimedRow> claimed = database.commit(c -> store.claims().claim(c, request));
        assertThat(Rows.ids(claimed))
                .containsExactlyInAnyOrderElementsOf(
                        inserted.stream().map(Inserted::id).toList());
        List<Completion> done = claimed.stream()
                .map(row -> new Completion(row.ref(), new RowChange.Processed()))
                .toList();
        Set<ClaimRef> stored = database.commit(c -> {
            Set<ClaimRef> refs = store.completions().complete(c, table, done);
            store.claimLeases().end(c, table, List.of(1L));
            return refs;
        });
        assertThat(stored).hasSize(3);
        assertThat(database.query("SELECT state FROM " + table + " WHERE type = 'a'"))
                .containsExactly("PROCESSED", "PROCESSED", "PROCESSED");
        assertThat(database.query("SELECT token FROM " + table + "_claims")).isEmpty();
        database.execute("DELETE FROM " + table + " WHERE type = 'a'");
    }
}
