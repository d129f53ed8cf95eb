package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A console with a few routes, in a servlet container that enforces what is declared, or does not. */
abstract class SecuredConsole {

    static final List<String> USERS = List.of("guest", "viewer", "operator", "admin");

    static final String[] OWN = {"Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"};

    final AtomicInteger changes = new AtomicInteger();
    final ConsoleApi api = TestApi.of(
            TestTokens.at(() -> Instant.parse("2026-11-30T12:00:00Z")),
            TestApi.route("GET", "view", Permission.VIEW),
            TestApi.route("GET", "view/{id}", Permission.VIEW),
            TestApi.route("POST", "operate", Permission.OPERATE, call -> {
                changes.incrementAndGet();
                return TestApi.route("POST", "operate", Permission.OPERATE).answer(call);
            }),
            TestApi.route("POST", "administer", Permission.ADMINISTER));

    ConsoleServer.Builder application() {
        return ConsoleServer.with(() -> api);
    }

    static HttpResponse<String> change(
            ConsoleServer server, String user, String path, @Nullable String token, String... headers)
            throws IOException, InterruptedException {
        String[] all = token == null
                ? headers
                : Stream.concat(Stream.of(headers), Stream.of("X-Claim-Dispatch-Token", token))
                        .toArray(String[]::new);
        return ConsoleClient.of(server.address(), user).send("POST", "api/v1/" + path, "{}", all);
    }

    String token(String user) {
        return api.tokens().of(new Caller(ConsoleServer.CONTEXT, user, Permission.VIEW));
    }
}
