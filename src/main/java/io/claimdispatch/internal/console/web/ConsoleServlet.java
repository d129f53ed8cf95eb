package io.claimdispatch.internal.console.web;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ConsoleNotices;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ConsoleSettings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Failure;
import io.claimdispatch.internal.console.assets.Asset;
import io.claimdispatch.internal.console.assets.Assets;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Gate;
import io.claimdispatch.internal.console.security.RequestOrigin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests that have passed the filter: the page, its files, and the API. */
final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final Log LOG = Log.of(ConsoleServlet.class);

    private static final String API = "/api/v1/";
    private static final String ASSETS = "/assets/";

    private final transient RequestOrigin origin;
    private final transient ApiEndpoint api;
    private final transient Assets assets = new Assets();

    ConsoleServlet(ConsoleSettings settings, Gate gate, ApiSource source) {
        this.origin =
                new RequestOrigin(settings.origins(), !settings.frameAncestors().isEmpty());
        this.api = new ApiEndpoint(settings, gate, origin, source);
    }

    /** A route that names no permission fails the start; where CDI is not up yet, the first call. */
    @Override
    public void init() {
        api.check();
    }

    /** All methods, none of which has the default of its superclass: that of TRACE would show the headers. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!(request.getAttribute(ConsoleFilter.CALLER) instanceof Caller caller)) {
                throw ConsoleProblems.notSignedIn();
            }
            if (request.getDispatcherType() != DispatcherType.REQUEST) {
                throw ConsoleProblems.addressUnknown(request.getRequestURI());
            }
            answer(caller, request, response);
        } catch (ClaimDispatchException e) {
            if (Failure.isOfTheServer(e)) {
                LOG.log(ConsoleNotices.notAnswered(request.getMethod() + " " + request.getPathInfo(), e));
            }
            fail(request, response, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(ConsoleNotices.failed(request.getMethod() + " " + request.getPathInfo(), e));
            fail(request, response, ConsoleProblems.failed());
        }
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response, ClaimDispatchException error)
            throws IOException {
        Answer answer = Failure.of(error);
        if (!response.isCommitted()) {
            JsonBody.write(request, response, answer);
        }
    }

    private void answer(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            origin.checkPage(request);
            checkMethod(request, response);
            // relative to what the browser asked for, whatever a proxy has made of it; all of the view is in the query
            String query = request.getQueryString();
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(
                    "Location", ConsoleInitializer.PATH.substring(1) + "/" + (query == null ? "" : "?" + query));
        } else if (path.startsWith(API)) {
            api.answer(caller, path.substring(API.length()), request, response);
        } else if (path.equals("/")) {
            origin.checkPage(request);
            checkMethod(request, response);
            write(request, response, assets.page());
        } else {
            origin.checkRead(request);
            Asset asset = path.startsWith(ASSETS)
                    ? assets.find(path.substring(ASSETS.length())).orElse(null)
                    : null;
            if (asset == null) {
                throw ConsoleProblems.addressUnknown(path);
            }
            checkMethod(request, response);
            // its address changes with its content
            response.setHeader(Headers.CACHE, "private, max-age=31536000, immutable");
            write(request, response, asset);
        }
    }

    private static void checkMethod(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            throw ConsoleProblems.methodUnknown(method, "GET");
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Asset asset)
            throws IOException {
        String accepted = request.getHeader("Accept-Encoding");
        boolean zipped = accepted != null && accepted.contains("gzip");
        byte[] bytes = zipped ? asset.gzipped() : asset.bytes();
        response.setContentType(asset.type());
        response.setHeader("Vary", "Accept-Encoding");
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }
}
