package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database, the URL of a data source or its pool can set: it works as ever, or the deployment is refused. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConnectionSettingsContract {

    private final Databases database;

    ConnectionSettingsContract(Databases database) {
        this.database = database;
    }

    /** Settings with which a node does not start, the error that it starts with, and a word of it. */
    abstract Stream<Arguments> refused();

    /**
     * What a table keeps although nothing is set any more, and what a person has made of it: the error, a word of it, and
     * the statements.
     */
    abstract Stream<Arguments> tables();

    /** Settings with which a node works. */
    abstract Stream<ConnectionSettings> works();

    @ParameterizedTest
    @MethodSource("refused")
    void connection_settings_that_a_node_cannot_work_with_are_refused(
            ConnectionSettings settings, String id, String told) throws SQLException {
        settings.reset();

        assertRefused(settings.node(), id, told);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_further_table_that_is_otherwise_than_its_ddl_in_what_matters_is_refused(
            String id, String told, String[] changes) throws SQLException {
        database.reset();
        database.reset("odd_logs");
        try {
            for (String change : changes) {
                database.execute(change);
            }

            assertRefused(Node.on(database).set("tables", "odd_logs"), id, told);
        } finally {
            database.drop("odd_logs");
        }
    }

    @ParameterizedTest
    @MethodSource("works")
    void a_node_works_with_unusual_connection_settings(ConnectionSettings settings) throws Exception {
        settings.reset();
        try (Smoke smoke = new Smoke(settings)) {
            smoke.run();
        }
    }

    static void assertRefused(Node.Builder node, String id, String told) {
        Throwable thrown = catchThrowable(() -> node.start().close());

        ClaimDispatchException own = own(thrown);
        assertThat(own).as("started: %s", thrown).isNotNull();
        assertThat(own.id()).as(own.getMessage()).isEqualTo(id);
        assertThat(own).hasMessageContaining(told);
    }

    private static @Nullable ClaimDispatchException own(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClaimDispatchException own) {
                return own;
            }
        }
        return null;
    }
}
