package io.claimdispatch.ear;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A user in front of one WAR of the EAR. */
final class Visitor {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI actions;

    /**
     * A visitor of a WAR.
     *
     * @param server any address of the server's
     */
    Visitor(URI server, String war) {
        actions = server.resolve("/" + war + "/actions");
    }

    /** The id of a new row, published in one of the ways of the servlet. */
    String publish(String how, String type, String name) throws IOException, InterruptedException {
        return ask("do=" + how + "&type=" + type + "&name=" + name);
    }

    /** State and errors of a row, once it has ended. */
    String ended(String id) {
        return await().atMost(LONGEST).until(() -> ask("do=row&name=" + id), row -> row.matches("(?s)(PROC|DEAD).*"));
    }

    /** What was done, a line each. */
    String done() throws IOException, InterruptedException {
        return ask("do=done");
    }

    String ask(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(actions + "?" + query))
                .timeout(LONGEST)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        return answer.body();
    }
}
