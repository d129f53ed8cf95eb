package io.claimdispatch.internal.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.console.api.call.RouteSpec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The console's OpenAPI document, which compares answers with its schemas: as much of JSON Schema as it uses. */
public final class ApiDocument {

    private final JsonObject document;

    public ApiDocument(JsonObject document) {
        this.document = document;
    }

    /** Compares an answer with the schema of its route. */
    public void check(RouteSpec route, int status, JsonObject answer) {
        JsonObject responses = document.getJsonObject("paths")
                .getJsonObject("/" + route.path())
                .getJsonObject(route.method().toLowerCase(Locale.ROOT))
                .getJsonObject("responses");
        JsonObject content =
                responses.getJsonObject(status == 200 ? "200" : "default").getJsonObject("content");
        JsonObject schema = content.getJsonObject(status == 200 ? "application/json" : "application/problem+json")
                .getJsonObject("schema");
        check(route.name(), schema, answer);
    }

    private void check(String at, JsonObject schema, JsonValue value) {
        String reference = schema.getString("$ref", "");
        if (!reference.isEmpty()) {
            String name = reference.replace("#/components/schemas/", "");
            check(
                    at,
                    document.getJsonObject("components")
                            .getJsonObject("schemas")
                            .getJsonObject(name),
                    value);
            return;
        }
        switch (schema.getString("type")) {
            case "object" -> checkObject(at, schema, value);
            case "array" -> {
                assertThat(value).as(at).isInstanceOf(JsonArray.class);
                value.asJsonArray().forEach(each -> check(at + "[]", schema.getJsonObject("items"), each));
            }
            case "string" -> checkText(at, schema, value);
            case "number" -> assertThat(value).as(at).isInstanceOf(JsonNumber.class);
            case "integer" -> {
                assertThat(value).as(at).isInstanceOf(JsonNumber.class);
                assertThat(((JsonNumber) value).isIntegral()).as(at).isTrue();
            }
            case "boolean" -> assertThat(value).as(at).isIn(JsonValue.TRUE, JsonValue.FALSE);
            default -> throw new AssertionError(at + ": " + schema);
        }
    }

    private void checkObject(String at, JsonObject schema, JsonValue value) {
        assertThat(value).as(at).isInstanceOf(JsonObject.class);
        if (!schema.containsKey("properties")) {
            return;
        }
        JsonObject object = value.asJsonObject();
        JsonObject properties = schema.getJsonObject("properties");
        schema.getJsonArray("required")
                .getValuesAs(JsonString.class)
                .forEach(name -> assertThat(object).as(at).containsKey(name.getString()));
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            assertThat(properties).as(at).containsKey(member.getKey());
            check(at + "." + member.getKey(), properties.getJsonObject(member.getKey()), member.getValue());
        }
    }

    private static void checkText(String at, JsonObject schema, JsonValue value) {
        assertThat(value).as(at).isInstanceOf(JsonString.class);
        String text = ((JsonString) value).getString();
        if (schema.containsKey("enum")) {
            assertThat(schema.getJsonArray("enum")).as(at).contains(value);
        }
        if (schema.containsKey("pattern")) {
            assertThat(text).as(at).matches(schema.getString("pattern"));
        }
        if (schema.getString("format", "").equals("date-time")) {
            assertThat(Instant.parse(text)).as(at).isNotNull();
        }
    }
}
