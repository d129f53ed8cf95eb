package io.claimdispatch.container;

import io.claimdispatch.container.host.HostIdentities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A client of the host application. */
final class HostClient {

    /** A request that is never answered is an error, and not the end of the build. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI host;
    private final @Nullable String login;

    private HostClient(URI host, @Nullable String login) {
        this.host = host;
        this.login = login;
    }

    /** A client that is not logged in. */
    static HostClient nobody(URI host) {
        return new HostClient(host, null);
    }

    /** The one who has the role. */
    static HostClient customer(URI host) {
        return of(host, HostIdentities.CUSTOMER, HostIdentities.PASSWORD);
    }

    static HostClient of(URI host, String name, String password) {
        byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HostClient(host, "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** What is answered, which must be a success. */
    String get(String path) throws IOException, InterruptedException {
        return successful(send("GET", path));
    }

    /** What is answered, which must be a success. */
    String post(String path) throws IOException, InterruptedException {
        return successful(send("POST", path));
    }

    /** The status that is answered. */
    int status(String method, String path) throws IOException, InterruptedException {
        return send(method, path).statusCode();
    }

    private static String successful(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.resolve(path))
                .timeout(LONGEST)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (login != null) {
            request.header("Authorization", login);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
