package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects cross-site requests (CSRF). Browsers say where a request comes from
 * in {@code Sec-Fetch-Site}, which no page can set (W3C, Fetch Metadata Request Headers); over plain HTTP they leave it
 * out, and {@code Origin} is compared with the host.
 */
public final class RequestOrigin {

    private static final String SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";

    private final List<String> further;
    private final Set<String> places;

    /**
     * Takes the rules from the settings.
     *
     * @param further further origins of the console's own page
     * @param mayBeFramed whether other sites may frame the page; the Content-Security-Policy lists them
     */
    public RequestOrigin(List<String> further, boolean mayBeFramed) {
        this.further = further;
        this.places = mayBeFramed ? Set.of("document", "iframe", "frame") : Set.of("document");
    }

    /**
     * Checks a request that reads: one of another site is refused.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0264
     */
    public void checkRead(HttpServletRequest request) {
        check(request, Set.of("same-origin", "none"), true);
    }

    /**
     * Checks a request for the page itself: it may also be a link on another site, or the end of a login there, which
     * the user follows and whose answer no page can read. A frame on another site is refused here unless the settings
     * allow some; the browser then compares the page's policy with the site, and no page can read what is in the frame.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0264
     */
    public void checkPage(HttpServletRequest request) {
        String place = request.getHeader("Sec-Fetch-Dest");
        boolean isLink =
                "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && place != null && places.contains(place);
        if (!isLink) {
            checkRead(request);
        }
    }

    /**
     * Checks a request that changes something: it must say that it is the console's own page that sends it.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0264
     */
    public void checkChange(HttpServletRequest request) {
        check(request, Set.of("same-origin"), false);
    }

    private void check(HttpServletRequest request, Set<String> sites, boolean maySayNothing) {
        String origin = single(request, ORIGIN);
        if (origin != null && further.contains(origin.toLowerCase(Locale.ROOT))) {
            return;
        }
        String site = single(request, SITE);
        if (site != null) {
            if (!sites.contains(site)) {
                throw ConsoleProblems.otherSite(SITE, site);
            }
        } else if (origin != null ? !isOwn(request, origin) : !maySayNothing) {
            throw ConsoleProblems.otherSite(ORIGIN, origin == null ? "" : origin);
        }
    }

    /** Without the scheme: behind a proxy that ends TLS, the server knows another one than the browser. */
    private static boolean isOwn(HttpServletRequest request, String origin) {
        String host = single(request, "Host");
        return host != null ? isAt(host, origin) : isAtServer(request, origin);
    }

    /** HTTP/2 has {@code :authority} in the place of the header, which Open Liberty shows only in this way. */
    private static boolean isAtServer(HttpServletRequest request, String origin) {
        String name = request.getServerName();
        int port = request.getServerPort();
        return isAt(name + ":" + port, origin) || (port == 443 || port == 80) && isAt(name, origin);
    }

    private static boolean isAt(String authority, String origin) {
        return origin.equalsIgnoreCase("https://" + authority) || origin.equalsIgnoreCase("http://" + authority);
    }

    /** The value of a header; one that is there more than once means nothing, and is refused as such. */
    private static @Nullable String single(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : String.join(", ", values);
    }
}
