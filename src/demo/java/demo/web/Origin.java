package demo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;

/**
 * Which page has made a request. A browser says so by itself, and no page can change its word. A program like curl says
 * nothing, and is let in: no page can make it ask.
 */
final class Origin {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** {@code none}: a person has asked for it herself, by the address bar for example. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private Origin() {}

    /** Whether it is a page of ours, or no page at all. What only reads may be asked by any: no other site sees the answer. */
    static boolean isOurs(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OURS.contains(site)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        // older browsers leave it out of forms
        String page = origin == null ? request.getHeader("Referer") : origin;
        return page == null || authority(page).equalsIgnoreCase(request.getHeader("Host"));
    }

    /** Name and port; empty for the origin {@code null}, which is that of a page in a sandbox. */
    private static String authority(String page) {
        try {
            String authority = URI.create(page).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
