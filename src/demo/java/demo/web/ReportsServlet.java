package demo.web;

import demo.ReportRequest;
import demo.ReportSlots;
import demo.Reports;
import io.claimdispatch.Publication;
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

/** {@code POST /reports} orders a report, {@code GET /reports} lists the reports, and paths below return one. */
@WebServlet({"/reports", "/reports/*"})
@MultipartConfig(maxRequestSize = Answers.MAX_FORM)
public class ReportsServlet extends HttpServlet {

    private static final int MAX_ROWS = 100_000;

    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private transient ReportSlots slots;

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
        Optional<Publication> published = slots.publish(new ReportRequest(rows.get()));
        if (published.isEmpty()) {
            Answers.refuse(
                    response,
                    TOO_MANY_REQUESTS,
                    "reports: " + ReportSlots.SLOTS + " are waiting or running, or have failed; ask later");
            return;
        }
        Answers.published(request, response, published.get());
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
