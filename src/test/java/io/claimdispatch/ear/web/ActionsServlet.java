package io.claimdispatch.ear.web;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.Publisher;
import io.claimdispatch.Rule;
import io.claimdispatch.ear.orders.Done;
import io.claimdispatch.ear.orders.Order;
import io.claimdispatch.ear.orders.Orders;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Publishes actions, and reports their states. */
@WebServlet("/actions")
public class ActionsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Publisher publisher;

    @Inject
    transient ActionLogs actionLogs;

    @Inject
    transient Orders orders;

    @Inject
    transient Done done;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = request.getParameter("type");
        String name = request.getParameter("name");
        String answer = switch (request.getParameter("do")) {
            case "publish" ->
                id(publisher.quick(type, Instant.EPOCH, new Order(name)).id().orElseThrow());
            case "rule" ->
                id(publisher
                        .quick("orders.bean", Instant.EPOCH, new Order(name), draft -> draft.rules(Rule.named(type)))
                        .id()
                        .orElseThrow());
            case "static" ->
                id(ClaimDispatch.quick(type, Instant.EPOCH, new Order(name))
                        .id()
                        .orElseThrow());
            case "place" -> id(orders.place(type, name, false));
            case "roll-back" -> id(orders.place(type, name, true));
            case "row" -> row(Long.parseLong(name));
            case "done" -> String.join("\n", done.entries());
            case "nodes" -> nodes();
            default -> throw new IllegalArgumentException(request.getQueryString());
        };
        response.getWriter().print(answer);
    }

    private static String id(long id) {
        return Long.toString(id);
    }

    private String row(long id) {
        return actionLogs.find(id).map(ActionsServlet::shown).orElse("none");
    }

    private static String shown(ActionLog row) {
        return row.state() + " " + row.errors();
    }

    private static String nodes() {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null)
                    .stream()
                    .map(name -> name.getKeyProperty("application"))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
