package demo.web;

import io.claimdispatch.Publication;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the servlets say. */
final class Answers {

    /** Bytes of a form. */
    static final long MAX_FORM = 10_000;

    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    private Answers() {}

    /** A refusal: what was wrong with the request. */
    public record Refusal(String error) {}

    /** What became of a publication; a skipped one has no id. */
    public record Published(Long id, String result) {}

    static void json(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = JSON.toJson(body).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void refuse(HttpServletResponse response, String why) throws IOException {
        refuse(response, HttpServletResponse.SC_BAD_REQUEST, why);
    }

    static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        json(response, status, new Refusal(why));
    }

    /** JSON for programs; a browser that sent the form by itself, without the page's script, gets the page again. */
    static void published(HttpServletRequest request, HttpServletResponse response, Publication publication)
            throws IOException {
        if (Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getContextPath() + "/");
            return;
        }
        Long id = publication.id().isPresent() ? publication.id().getAsLong() : null;
        if (publication.isStored()) {
            json(response, HttpServletResponse.SC_CREATED, new Published(id, "stored"));
        } else {
            json(
                    response,
                    HttpServletResponse.SC_OK,
                    new Published(id, publication.isDuplicate() ? "duplicate" : "skipped"));
        }
    }

    /** A whole number within bounds; empty for anything else. */
    static Optional<Integer> number(String text, int min, int max) {
        try {
            return Optional.of(Integer.valueOf(text.strip())).filter(n -> n >= min && n <= max);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
