package io.claimdispatch.container;

import io.claimdispatch.Publisher;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.IntStream;

/** Publishes rows for {@link ShortWork}. */
@WebServlet("/publish")
public class ShortWorkServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Publisher publisher;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ShortWork.Noted noted = new ShortWork.Noted(request.getParameter("file"));
        publisher.publishAll(
                IntStream.range(0, Integer.parseInt(request.getParameter("rows")))
                        .boxed()
                        .toList(),
                (i, draft) -> draft.type("short.redeployed").eligibleNow().payload(noted));
        response.getWriter().print("published");
    }
}
