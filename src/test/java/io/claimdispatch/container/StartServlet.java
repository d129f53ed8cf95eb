package io.claimdispatch.container;

import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.ClaimDispatchException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.ObjectName;
import javax.naming.InitialContext;

/**
 * Publishes a row of a type for a file, and answers {@code published} or the error's id; without a type it answers what the MBean
 * says of the start.
 */
@WebServlet("/start")
public class StartServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String type = request.getParameter("type");
        try {
            response.getWriter()
                    .print(
                            type == null
                                    ? state(request.getContextPath().substring(1))
                                    : publish(type, request.getParameter("file")));
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static Object state(String application) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName("io.claimdispatch:type=Scheduler,application=" + ObjectName.quote(application)),
                        "State");
    }

    /** Within a transaction, which an error of ours is to leave as it is. */
    @SuppressWarnings("BanJNDI") // the name is a constant
    private String publish(String type, String file) throws Exception {
        // looked up, as the publisher: see docs/servers/glassfish.md, "A corrected application"
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        String answer = "published";
        try {
            ClaimDispatch.publisher()
                    .publish(draft -> draft.type(type).eligibleNow().payload(Map.of("file", file)));
        } catch (ClaimDispatchException e) {
            answer = e.id();
        }
        if (transaction.getStatus() == Status.STATUS_ACTIVE) {
            transaction.commit();
            return answer;
        }
        transaction.rollback();
        return answer + ", and the transaction is marked for rollback";
    }
}
