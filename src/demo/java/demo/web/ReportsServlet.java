package demo.web;

import demo.ReportRequest;
import demo.Reports;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code POST /reports} asks for one, {@code GET /reports} lists those that are made, and below it they are. */
@WebServlet({"/reports", "/reports/*"})
@MultipartConfig(maxRequestSize = Answers.MAX_FORM)
public class ReportsServlet extends HttpServlet {

    private static final int MAX_ROWS = 100_000;

    /** More than these may not wait or run at once: anybody can ask, and each is work and a file. */
    private static final int MAX_OPEN = 20;

    /** So many of the newest rows are looked at for them. */
    private static final int LOOKED_AT = 1_000;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String TYPE = "report.generate";

    @Inject
    private transient Publisher publisher;

    @Inject
    private transient ActionLogs actions;

    @Inject
    private transient Reports reports;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        Optional<Integer> rows =
                Optional.ofNullable(request.getParameter("rows")).flatMap(text -> Answers.number(text, 1, MAX_ROWS));
        if (rows.isEmpty()) {
            Answers.refuse(response, "rows: a whole number from 1 to " + MAX_ROWS + " is needed");
            return;
        }
        if (open() >= MAX_OPEN) {
            Answers.refuse(response, TOO_MANY_REQUESTS, "reports: " + MAX_OPEN + " are waiting or running; ask later");
            return;
        }
        // Without a transaction of the caller's, publishing is one of its own. Asking twice makes two reports: no key.
        ReportRequest wanted = new ReportRequest(rows.get());
        Answers.published(
                request,
                response,
                publisher.publish(draft -> draft.type(TYPE).eligibleNow().payload(wanted)));
    }

    private long open() {
        return Stream.of(ActionState.WAITING, ActionState.CLAIMED)
                .flatMap(state -> actions.latest(state, LOOKED_AT).stream())
                .filter(action -> action.getType().equals(TYPE))
                .count();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null) {
            Answers.json(response, HttpServletResponse.SC_OK, reports.all());
            return;
        }
        Optional<Path> report = reports.find(request.getPathInfo().substring(1));
        if (report.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setContentLengthLong(Files.size(report.get()));
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + report.get().getFileName() + "\"");
        Files.copy(report.get(), response.getOutputStream());
    }
}
