package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Publication;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Nodes with a console, users of it, and rows for commands on many. */
abstract class BulkFixture extends PipelineTest {

    private final Map<Node, ConsoleServer> servers = new HashMap<>();

    BulkFixture(Databases database) {
        super(database);
    }

    @AfterEach
    void closeServers() throws Exception {
        for (ConsoleServer server : servers.values()) {
            server.close();
        }
    }

    BulkUser user(Node node, String name) throws Exception {
        ConsoleServer server = servers.get(node);
        if (server == null) {
            server = ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
            servers.put(node, server);
        }
        return new BulkUser(node, server, name);
    }

    /** Waiting rows that are not due. */
    static List<Long> publish(Node node, String type, int count) {
        return node
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(count),
                        (number, draft) -> draft.type(type).eligibleAt(Instant.parse("2100-01-01T00:00:00Z")))
                .stream()
                .map(Publication::id)
                .map(id -> id.orElseThrow())
                .toList();
    }

    List<Long> dead(Node node, String type, int count) throws SQLException {
        List<Long> ids = publish(node, type, count);
        database.execute("UPDATE action_logs SET state = 'DEAD', set_aside = 'DEAD', fail_count = 3,"
                + " end_at = {ts '2020-01-01 00:00:00'}, updated_at = {ts '2020-01-01 00:00:00'} WHERE type = '" + type
                + "'");
        return ids;
    }

    long events(String condition) throws SQLException {
        return ((Number) database.query("SELECT COUNT(*) FROM action_logs_events WHERE " + condition)
                        .get(0))
                .longValue();
    }

    /** How many different rows have an event of a kind. */
    long rowsWith(String kind) throws SQLException {
        return ((Number) database.query(
                                "SELECT COUNT(DISTINCT action_id) FROM action_logs_events WHERE kind = '" + kind + "'")
                        .get(0))
                .longValue();
    }

    static JsonObject refused(HttpResponse<String> answer, int status, String id) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonObject problem = BulkUser.json(answer);
        assertThat(problem.getString("id")).isEqualTo(id);
        return problem;
    }
}
