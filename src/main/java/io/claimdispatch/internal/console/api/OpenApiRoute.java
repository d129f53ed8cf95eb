package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code openapi.json}: the document of all routes, made from the same table as their security. */
final class OpenApiRoute implements Route {

    private static final String SCHEMAS = "schemas.json";

    private final Supplier<List<RouteSpec>> specs;

    OpenApiRoute(Supplier<List<RouteSpec>> specs) {
        this.specs = specs;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("openapi.json", Permission.VIEW, "OpenApi", "This document.");
    }

    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        Map<String, JsonFields> operations = new TreeMap<>();
        for (RouteSpec spec : specs.get()) {
            operations
                    .computeIfAbsent("/" + spec.path(), path -> new JsonFields())
                    .value(spec.method().toLowerCase(Locale.ROOT), operation(spec));
        }
        JsonFields paths = new JsonFields();
        operations.forEach((path, methods) -> paths.value(path, methods.build()));
        return Answer.of(new JsonFields()
                .text("openapi", "3.1.0")
                .value(
                        "info",
                        new JsonFields()
                                .text("title", "claim-dispatch")
                                .text("version", "1")
                                .build())
                .list(
                        "servers",
                        List.of("."),
                        url -> new JsonFields().text("url", url).build())
                .value("paths", paths.build())
                .value(
                        "components",
                        new JsonFields().value("schemas", schemas()).build())
                .build());
    }

    private static JsonObject schemas() {
        try (InputStream file = OpenApiRoute.class.getResourceAsStream(SCHEMAS)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks the console's file " + SCHEMAS);
            }
            try (JsonReader reader = JsonProvider.provider().createReader(file)) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject operation(RouteSpec spec) {
        List<JsonObject> parameters = new ArrayList<>();
        spec.names().forEach(name -> parameters.add(inPath(name)));
        spec.parameters().forEach(parameter -> parameters.add(inQuery(parameter)));
        return new JsonFields()
                .text("summary", spec.about())
                .text("x-permission", String.valueOf(spec.permission()))
                .list("parameters", parameters, each -> each)
                .value("requestBody", spec.isRead() ? null : body(spec.body()))
                .value(
                        "responses",
                        new JsonFields()
                                .value("200", answer("What was asked for.", "application/json", spec.answer()))
                                .value(
                                        "default",
                                        answer(
                                                "A problem of RFC 9457, with the error's id.",
                                                "application/problem+json",
                                                "Problem"))
                                .build())
                .build();
    }

    private static JsonObject inPath(String name) {
        boolean isNumber = name.equals(RouteSpec.ID);
        return new JsonFields()
                .text("name", name)
                .text("in", "path")
                .flag("required", true)
                .text("description", isNumber ? "A number." : "A text; its slashes need no encoding.")
                .value("schema", type(isNumber ? "integer" : "string"))
                .build();
    }

    private static JsonObject inQuery(Parameter parameter) {
        return new JsonFields()
                .text("name", parameter.name())
                .text("in", "query")
                .flag("required", parameter.isRequired())
                .text("description", parameter.about())
                .value("schema", type(parameter.type()))
                .build();
    }

    /** An object of exactly these members; an unknown one is refused. */
    private static JsonObject body(List<Parameter> members) {
        JsonFields properties = new JsonFields();
        for (Parameter member : members) {
            JsonFields property = new JsonFields();
            if (!member.type().equals("any")) {
                property.text("type", member.type());
            }
            properties.value(
                    member.name(), property.text("description", member.about()).build());
        }
        JsonObject schema = new JsonFields()
                .text("type", "object")
                .texts(
                        "required",
                        members.stream()
                                .filter(Parameter::isRequired)
                                .map(Parameter::name)
                                .toList())
                .value("properties", properties.build())
                .flag("additionalProperties", false)
                .build();
        return new JsonFields()
                .flag("required", true)
                .value(
                        "content",
                        content(
                                "application/json",
                                new JsonFields().value("schema", schema).build()))
                .build();
    }

    private static JsonObject answer(String about, String type, String schema) {
        JsonObject reference =
                new JsonFields().text("$ref", "#/components/schemas/" + schema).build();
        return new JsonFields()
                .text("description", about)
                .value(
                        "content",
                        content(
                                type,
                                new JsonFields().value("schema", reference).build()))
                .build();
    }

    private static JsonObject content(String type, JsonObject schema) {
        return new JsonFields().value(type, schema).build();
    }

    private static JsonObject type(String type) {
        return new JsonFields().text("type", type).build();
    }
}
