package io.claimdispatch.container;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Answers the counts of a type like {@code CLAIMED=0,PROCESSED=7,}. */
@WebServlet("/counts")
public class RowCountsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient RowCounts rows;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            String counts = rows.of(request.getParameter("type")).entrySet().stream()
                    .map(count -> count + ",")
                    .collect(Collectors.joining());
            response.getWriter().print(counts);
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
