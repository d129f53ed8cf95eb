package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A user of the console on one node, who gives commands to many rows. */
final class BulkUser {

    private final Node node;
    private final ConsoleClient client;
    private final ApiDocument document;
    private String token;

    BulkUser(Node node, ConsoleServer server, String name) throws Exception {
        this.node = node;
        this.client = ConsoleClient.of(server.address(), name);
        this.document = new ApiDocument(json(client.get("api/v1/openapi.json")));
        this.token = json(client.get("api/v1/me")).getString("token");
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "Content-Type", "application/json", "Sec-Fetch-Site", "same-origin", "X-Claim-Dispatch-Token", token));
        all.addAll(Arrays.asList(headers));
        HttpResponse<String> answer = method.equals("GET")
                ? client.get("api/v1/" + path)
                : client.send(method, "api/v1/" + path, body, all.toArray(String[]::new));
        var route = node.get(ConsoleApi.class).routes().find(method, path).spec();
        document.check(route, answer.statusCode(), json(answer));
        return answer;
    }

    private JsonObject done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** A preview of a verb for a filter, with further members. */
    JsonObject preview(String verb, String filter, String... members) throws Exception {
        return done(send("POST", "bulk", body(verb, filter, members)));
    }

    static String body(String verb, String filter, String... members) {
        StringBuilder body =
                new StringBuilder("{\"verb\":\"" + verb + "\",\"q\":\"" + filter + "\",\"reason\":\"moved\"");
        for (String member : members) {
            body.append(',').append(member);
        }
        return body.append('}').toString();
    }

    /** One step. */
    HttpResponse<String> run(String id, String body) throws Exception {
        return send("POST", "bulk/" + id + "/run", body);
    }

    JsonObject step(String id, String body) throws Exception {
        return done(run(id, body));
    }

    /** Step after step, as long as it goes on. */
    JsonObject runToTheEnd(String id) throws Exception {
        JsonObject action = step(id, "{}");
        while (action.getString("state").equals("RUNNING")) {
            action = step(id, "{}");
        }
        return action;
    }

    JsonObject get(String path) throws Exception {
        return done(send("GET", path, ""));
    }
}
