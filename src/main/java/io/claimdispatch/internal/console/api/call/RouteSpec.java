package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.internal.console.security.Permission;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a route before it is called. The security of the console, its OpenAPI document and the tests of both
 * are made from these.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param path below {@code api/v1/}, with names in braces: {@code id} for a number, another one for a text up to the end
 * @param permission what it needs; a route without one fails the start
 * @param parameters all that the query string may have
 * @param body all that the body may have
 * @param answer the schema of what is answered, of those in the OpenAPI document
 * @param about one sentence, for the OpenAPI document
 */
public record RouteSpec(
        String method,
        String path,
        @Nullable Permission permission,
        List<Parameter> parameters,
        List<Parameter> body,
        String answer,
        String about) {

    /** The name of a number; all others are texts. */
    public static final String ID = "id";

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final String NUMBER = "(-?[0-9]{1,19})";

    /** With slashes, which types may have. */
    private static final String TEXT = "(.+)";

    /** A route that reads. */
    public static RouteSpec get(
            String path, Permission permission, String answer, String about, Parameter... parameters) {
        return new RouteSpec("GET", path, permission, List.of(parameters), List.of(), answer, about);
    }

    /** A route by which operators act on a table. */
    public static RouteSpec act(String method, String path, String answer, String about, Parameter... body) {
        return new RouteSpec(method, path, Permission.OPERATE, List.of(Parameter.TABLE), List.of(body), answer, about);
    }

    /** The names in the path. */
    public List<String> names() {
        return NAME.matcher(path).results().map(name -> name.group(1)).toList();
    }

    /** What the path of a request looks like: each name its value, everything else unchanged. */
    public Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        int[] at = {0};
        NAME.matcher(path).results().forEach(name -> {
            pattern.append(Pattern.quote(path.substring(at[0], name.start())));
            pattern.append(name.group(1).equals(ID) ? NUMBER : TEXT);
            at[0] = name.end();
        });
        return Pattern.compile(pattern + Pattern.quote(path.substring(at[0])), Pattern.DOTALL);
    }

    /** Whether it changes nothing. */
    public boolean isRead() {
        return method.equals("GET");
    }

    /** As errors name it. */
    public String name() {
        return method + " " + path;
    }
}
