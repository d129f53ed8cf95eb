package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.store.operate.RowQueries;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of rows whose texts are long. */
abstract class ReadContract {

    private final TestDatabase database;

    ReadContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private long publish(String payload) throws SQLException {
        return Rows.publish(database, List.of(Rows.payload("a", payload)))
                .get(0)
                .id();
    }

    private ActionLog whole(long id) throws SQLException {
        return Objects.requireNonNull(
                database.commit(c -> database.store().queries().find(c, TABLE, id)));
    }

    private ActionLog bounded(long id) throws SQLException {
        return Objects.requireNonNull(
                database.commit(c -> database.store().queries().findBounded(c, TABLE, id)));
    }

    private ActionLog preview(long id) throws SQLException {
        return database.commit(c -> database.store().queries().findPreviews(c, TABLE, List.of(id, -1L)))
                .get(0);
    }

    @Test
    void a_row_of_a_page_has_the_beginning_of_its_payload_and_no_errors() throws SQLException {
        String payload = "{\"näh ☃\":\"" + "☃".repeat(300_000) + "\"}";
        long id = publish(payload);
        database.execute("UPDATE action_logs SET errors = '[1]', reason = 'x' WHERE id = " + id);

        ActionLog preview = preview(id);

        assertThat(preview.payload()).isEqualTo(payload.substring(0, RowQueries.PREVIEW + 1));
        assertThat(preview.errors()).isNull();
        assertThat(preview)
                .usingRecursiveComparison()
                .ignoringFields("payload", "errors")
                .isEqualTo(whole(id));
    }

    @Test
    void a_row_alone_has_so_much_of_its_texts_as_can_be_shown() throws SQLException {
        String payload = "☃".repeat(RowQueries.BOUND + 2);
        long id = publish(payload);
        database.execute("UPDATE action_logs SET errors = '[1]' WHERE id = " + id);

        ActionLog bounded = bounded(id);

        assertThat(bounded.payload()).isEqualTo(payload.substring(0, RowQueries.BOUND + 1));
        assertThat(bounded.errors()).isEqualTo("[1]");
        assertThat(bounded).usingRecursiveComparison().ignoringFields("payload").isEqualTo(whole(id));
    }

    private @Nullable ActionLog payload(long id) throws SQLException {
        return database.commit(c -> database.store().queries().findPayload(c, TABLE, id));
    }

    @Test
    void a_payload_is_read_as_a_whole_and_without_the_errors_of_its_row() throws SQLException {
        String payload = "☃".repeat(RowQueries.BOUND + 2);
        long id = publish(payload);
        database.execute("UPDATE action_logs SET errors = '[1]' WHERE id = " + id);

        ActionLog read = payload(id);

        assertThat(read).usingRecursiveComparison().ignoringFields("errors").isEqualTo(whole(id));
        assertThat(Objects.requireNonNull(read).errors()).isNull();
        assertThat(payload(-1)).isNull();
    }

    @Test
    void a_short_row_is_whole() throws SQLException {
        long id = publish("{}");

        assertThat(preview(id)).isEqualTo(whole(id));
        assertThat(bounded(id)).isEqualTo(whole(id));
        ActionLog missing = database.commit(c -> database.store().queries().findBounded(c, TABLE, -1));
        assertThat(missing).isNull();
        List<ActionLog> none = database.commit(c -> database.store().queries().findPreviews(c, TABLE, List.of()));
        assertThat(none).isEmpty();
    }
}
