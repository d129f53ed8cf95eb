package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.console.security.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a route before it is called. The security of the console, its OpenAPI document and the tests of both
 * are made from these.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below {@code api/v1/}, with names in braces for numbers: {@code rows/{id}}
 * @param permission what it needs; a route without one fails the start
 * @param parameters all that the query string may have
 * @param about one sentence, for the OpenAPI document
 */
public record RouteSpec(
        String method, String path, @Nullable Permission permission, List<Parameter> parameters, String about) {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /** A route that reads. */
    static RouteSpec get(String path, Permission permission, String about, Parameter... parameters) {
        return new RouteSpec("GET", path, permission, List.of(parameters), about);
    }

    /** The names in the path. */
    List<String> names() {
        return NAME.matcher(path).results().map(name -> name.group(1)).toList();
    }

    /** What the path of a request looks like: each name a number, everything else as it stands. */
    Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(NAME.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("(-?[0-9]{1,19})")));
    }

    /** Whether it changes nothing. */
    public boolean isRead() {
        return method.equals("GET");
    }

    /** As errors name it. */
    String name() {
        return method + " " + path;
    }
}
