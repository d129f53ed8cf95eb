package io.claimdispatch.cluster.app;

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
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes many rows in one transaction: {@code POST /publish?type=…&rows=…&millis=…&failures=…}, several types by turns. */
@WebServlet("/publish")
public class PublishServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Publisher publisher;

    @Resource
    transient UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Work work = new Work(number(request, "millis"), number(request, "failures"));
        String[] types = request.getParameterValues("type");
        AtomicInteger next = new AtomicInteger();
        try {
            transaction.begin();
            publisher.publishAll(
                    Collections.nCopies(number(request, "rows"), work),
                    (each, draft) -> draft.type(types[next.getAndIncrement() % types.length])
                            .eligibleNow()
                            .payload(each));
            transaction.commit();
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }
}
