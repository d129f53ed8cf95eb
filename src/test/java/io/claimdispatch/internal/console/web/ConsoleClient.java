package io.claimdispatch.internal.console.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A client of the console, which sends what a test says, and nothing of what a browser would. */
public final class ConsoleClient {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI console;
    private final @Nullable String user;

    private ConsoleClient(URI console, @Nullable String user) {
        this.console = console;
        this.user = user;
    }

    /** Who has not signed in. */
    public static ConsoleClient nobody(URI console) {
        return new ConsoleClient(console, null);
    }

    /** A user of {@link ConsoleServer}. */
    public static ConsoleClient of(URI console, String user) {
        return new ConsoleClient(console, user);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(console + path)).timeout(LONGEST);
        if (user != null) {
            byte[] both = (user + ":" + ConsoleServer.PASSWORD).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
