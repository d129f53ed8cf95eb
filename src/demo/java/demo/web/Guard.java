package demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Before everything else: requests that another site has made a browser send are refused, and what goes wrong is told to the
 * log, not to the caller. Nothing here needs a login, so that the address and the browser's word are all there is.
 */
@WebFilter("/*")
public class Guard extends HttpFilter {

    private static final Logger LOG = System.getLogger(Guard.class.getName());
    private static final int MISDIRECTED = 421;

    private final transient Hosts hosts = Hosts.ofThisServer();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        // no other site may frame the page, and have a person click what she does not see
        response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "same-origin");
        if (!hosts.know(request.getServerName())) {
            Answers.refuse(response, MISDIRECTED, "Host: this server is not known by that name; see demo.hosts");
        } else if (!Origin.isOurs(request)) {
            Answers.refuse(response, HttpServletResponse.SC_FORBIDDEN, "another site has made this request");
        } else {
            answer(request, response, chain);
        }
    }

    /** A server's own page of errors would show the stack. */
    private static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            LOG.log(Level.ERROR, () -> request.getMethod() + " " + request.getServletPath() + " failed", e);
            if (response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            Answers.refuse(
                    response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "this failed; the server's log says why");
        }
    }
}
