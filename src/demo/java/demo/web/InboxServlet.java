package demo.web;

import demo.Inbox;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /inbox}: the mails that arrived. */
@WebServlet("/inbox")
public class InboxServlet extends HttpServlet {

    @Inject
    private transient Inbox inbox;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.json(response, HttpServletResponse.SC_OK, inbox.mails());
    }
}
