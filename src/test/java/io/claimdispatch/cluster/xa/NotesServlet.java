package io.claimdispatch.cluster.xa;

import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/**
 * {@code POST /notes?type=…&name=…&end=commit|rollback} notes and publishes in one transaction and answers the id;
 * {@code GET /notes?text=…} counts.
 */
@WebServlet("/notes")
public class NotesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Publisher publisher;

    @Inject
    transient Notes notes;

    @Resource
    transient UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String name = request.getParameter("name");
        try {
            transaction.begin();
            notes.add("published " + name);
            long id = publisher
                    .quick(request.getParameter("type"), Instant.EPOCH, name)
                    .id()
                    .orElseThrow();
            if (request.getParameter("end").equals("commit")) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
            response.getWriter().print(id);
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            response.getWriter().print(notes.count(request.getParameter("text")));
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
