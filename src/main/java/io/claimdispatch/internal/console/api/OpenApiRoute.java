package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code openapi.json}: the document of all routes, made from the same table as their security. */
final class OpenApiRoute implements Route {

    private final Supplier<List<RouteSpec>> specs;

    OpenApiRoute(Supplier<List<RouteSpec>> specs) {
        this.specs = specs;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("openapi.json", Permission.VIEW, "This document.");
    }

    @Override
    public Answer answer(Call call) {
        JsonFields paths = new JsonFields();
        for (RouteSpec spec : specs.get()) {
            // no two routes have one path yet; once some have, their operations share an object
            paths.value(
                    "/" + spec.path(),
                    new JsonFields()
                            .value(spec.isRead() ? "get" : "post", operation(spec))
                            .build());
        }
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
                .build());
    }

    private static JsonObject operation(RouteSpec spec) {
        return new JsonFields()
                .text("summary", spec.about())
                .text("x-permission", String.valueOf(spec.permission()))
                .list(
                        "parameters",
                        Stream.concat(
                                        spec.names().stream().map(OpenApiRoute::inPath),
                                        spec.parameters().stream().map(OpenApiRoute::parameter))
                                .toList(),
                        each -> each)
                .value(
                        "responses",
                        new JsonFields()
                                .value("200", about("What was asked for."))
                                .value("default", about("A problem of RFC 9457, with the error's id."))
                                .build())
                .build();
    }

    private static JsonObject inPath(String name) {
        return new JsonFields()
                .text("name", name)
                .text("in", "path")
                .flag("required", true)
                .text("description", "A number.")
                .value("schema", new JsonFields().text("type", "integer").build())
                .build();
    }

    private static JsonObject parameter(Parameter parameter) {
        return new JsonFields()
                .text("name", parameter.name())
                .text("in", "query")
                .text("description", parameter.about())
                .value("schema", new JsonFields().text("type", "string").build())
                .build();
    }

    private static JsonObject about(String text) {
        return new JsonFields().text("description", text).build();
    }
}
