package demo.web;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.Locale;

/** {@code GET /actions}: the newest rows of the table. */
@WebServlet("/actions")
public class ActionsServlet extends HttpServlet {

    private static final int SHOWN = 200;

    @Inject
    private transient ActionLogs actions;

    /**
     * One row. {@code executionId} is the batch execution that its last attempt started. Of the last error it has the class
     * only: its message and its stack tell how the server is made, and any user may look here. Those who may read
     * the table find both in its column {@code errors}.
     */
    public record Action(
            long id,
            String type,
            String state,
            boolean routed,
            String priority,
            Instant endAt,
            Instant claimedAt,
            Instant processedAt,
            int failCount,
            Long executionId,
            String reason,
            String lastError) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.json(
                response,
                HttpServletResponse.SC_OK,
                actions.latest(SHOWN).stream().map(this::view).toList());
    }

    private Action view(ActionLog row) {
        return new Action(
                row.id(),
                row.type(),
                row.state().name().toLowerCase(Locale.ROOT),
                actions.isRouted(row.type()),
                row.priority().name().toLowerCase(Locale.ROOT),
                row.eligibleAt(),
                row.claimedAt(),
                row.processedAt(),
                row.failCount(),
                row.executionId(),
                row.reason(),
                lastError(row.errors()));
    }

    private static String lastError(String errors) {
        if (errors == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(errors))) {
            JsonArray attempts = reader.readArray();
            return attempts.isEmpty()
                    ? null
                    : classOf(attempts.getJsonObject(attempts.size() - 1).getString("error", ""));
        }
    }

    /** An error's text begins with it, followed by the message or the line's end. */
    private static String classOf(String error) {
        return error.split("[:\\s]", 2)[0];
    }
}
