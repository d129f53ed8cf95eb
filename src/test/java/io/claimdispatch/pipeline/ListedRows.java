package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.Draft;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Rows of all kinds, and the lists that a test compares with them. */
abstract class ListedRows extends PipelineTest {

    static final Instant BASE = Instant.parse("2030-01-01T00:00:00Z");
    static final String[] TYPES = {"order.paid", "order.sent", "orderly", "mail"};
    static final String[] FAILURES = {"NULL", "'E#1'", "'e#1'", "'E#1 '", "'E#2'"};
    /** As every claimed row is, by itself or by its claim. */
    static final String LEASED = ", lease_until = {ts '2030-01-01 00:00:00'}";

    static String in(String state) {
        return "state = '" + state + "'" + (state.equals("CLAIMED") ? LEASED : "");
    }

    static final String[] STATES = {"WAITING", "CLAIMED", "PROCESSED", "DEAD", "CANCELLED", "PARKED"};

    ListedRows(Databases database) {
        super(database);
    }

    ActionLogs logs() {
        return byHand(node()).actionLogs();
    }

    void insert(long id, String type) throws SQLException {
        String time = "{ts '2030-01-01 00:00:00'}";
        database.execute("INSERT INTO action_logs (id, type, payload, end_at, created_at, updated_at) VALUES (" + id
                + ", '" + type + "', '{}', " + time + ", " + time + ", " + time + ")");
    }

    static List<ActionLog> all(ActionLogs logs, ActionQuery query) {
        List<ActionLog> rows = new ArrayList<>();
        ActionPage page = logs.list(query);
        rows.addAll(page.rows());
        while (page.next() != null) {
            page = logs.list(query, page.next());
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.limit());
            rows.addAll(page.rows());
        }
        return rows;
    }

    static List<Long> ids(List<ActionLog> rows) {
        return rows.stream().map(ActionLog::id).toList();
    }

    /** Rows of all kinds, with the greatest id first. */
    List<ActionLog> population(Node node, Random random) throws SQLException {
        List<Consumer<Draft>> drafts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String type = TYPES[random.nextInt(TYPES.length)];
            Instant at = BASE.plusSeconds(random.nextInt(10));
            String key = random.nextInt(4) == 0 ? "key-" + i / 8 : null;
            drafts.add(draft -> {
                draft.type(type).eligibleAt(at);
                if (key != null) {
                    draft.idempotencyKey(key);
                }
            });
        }
        List<Long> ids = node.publisher().publishAll(drafts).stream()
                .map(each -> each.id().orElseThrow())
                .toList();
        for (Long id : new HashSet<>(ids)) {
            database.execute("UPDATE action_logs SET " + in(STATES[random.nextInt(STATES.length)])
                    + ", fail_count = " + random.nextInt(4) + ", failure = "
                    + FAILURES[random.nextInt(FAILURES.length)] + ", created_at = {ts '2030-01-01 00:00:0"
                    + random.nextInt(10) + "'} WHERE id = " + id);
        }
        return node.actionLogs().latest(1_000);
    }

    static boolean sometimes(Random random) {
        return random.nextInt(3) == 0;
    }
}
