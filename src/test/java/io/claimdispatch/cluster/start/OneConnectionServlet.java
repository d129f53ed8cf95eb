package io.claimdispatch.cluster.start;

import io.claimdispatch.ClaimDispatchException;
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
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/**
 * {@code GET /one?do=state} answers what the MBean says of the start, {@code do=everything} does it outside of a transaction and
 * then within one, {@code do=} a type publishes a row of it. An error of ours is answered by its id.
 */
@WebServlet("/one")
public class OneConnectionServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Everything everything;

    @Inject
    transient Publisher publisher;

    @Resource
    transient UserTransaction transaction;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            response.getWriter().print(answer(request.getParameter("do")));
        } catch (ClaimDispatchException e) {
            response.getWriter().print(e.getMessage());
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private Object answer(String what) throws Exception {
        switch (what) {
            case "state" -> {
                return ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(
                                new ObjectName("io.claimdispatch:type=Scheduler,application=\"cluster\""), "State");
            }
            case "everything" -> {
                everything.run("alone");
                transaction.begin();
                try {
                    everything.run("within");
                    transaction.commit();
                } catch (RuntimeException e) {
                    transaction.rollback();
                    throw e;
                }
            }
            default -> publisher.publish(d -> d.type(what).eligibleNow());
        }
        return "done";
    }
}
