package io.claimdispatch.container;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Answers what nodes have logged about their starts, a line each, since this servlet was deployed. The server has one logger of
 * that name, so those of other applications are seen too.
 */
@WebServlet(urlPatterns = "/log", loadOnStartup = 1)
public class LogServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Logger logger = Logger.getLogger("io.claimdispatch.internal.node.NodeStart");
    private final transient Lines lines = new Lines();

    @Override
    public void init() {
        logger.addHandler(lines);
    }

    @Override
    public void destroy() {
        logger.removeHandler(lines);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(String.join("\n", lines.seen));
    }

    private static final class Lines extends Handler {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            // servers have names of their own for the same levels
            Level level = Level.parse(Integer.toString(logged.getLevel().intValue()));
            if (level.intValue() >= Level.INFO.intValue()) {
                seen.add(level + " " + logged.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
