package io.claimdispatch.container;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Runs an import to its end, and answers with the id of its batch execution. */
@WebServlet("/import")
public class ImportServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Set<ActionState> ENDS = Set.of(ActionState.PROCESSED, ActionState.DEAD);

    @Inject
    transient Publisher publisher;

    @Inject
    transient ActionLogs actionLogs;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long id = publisher
                .quick("import.orders", Instant.EPOCH, new Order(request.getParameter("number"), 7))
                .id()
                .orElseThrow();
        ActionLog row = await().atMost(Duration.ofSeconds(60))
                .until(() -> actionLogs.find(id).orElseThrow(), r -> ENDS.contains(r.state()));
        response.getWriter().print(row.executionId());
    }
}
