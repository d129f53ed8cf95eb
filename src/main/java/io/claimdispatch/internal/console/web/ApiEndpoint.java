package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ConsoleSettings;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.RouteTable;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Gate;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.RequestOrigin;
import io.claimdispatch.internal.console.security.Tokens;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks each request for the API by the table of routes, and calls its route. */
final class ApiEndpoint {

    private static final String IF_MATCH = "If-Match";
    private static final String KEY = "Idempotency-Key";

    /** Of a key: what every header can have, and as many as its column. */
    private static final Pattern KEYS = Pattern.compile("[!-~]{1,200}");

    private final ConsoleSettings settings;
    private final Gate gate;
    private final RequestOrigin origin;
    private final ApiSource source;

    private volatile @Nullable Opened opened;

    private record Opened(ConsoleApi api, RouteTable routes) {}

    ApiEndpoint(ConsoleSettings settings, Gate gate, RequestOrigin origin, ApiSource source) {
        this.settings = settings;
        this.gate = gate;
        this.origin = origin;
        this.source = source;
    }

    /**
     * Makes the table of routes.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0263 if one names no permission
     */
    void check() {
        try {
            opened();
        } catch (IllegalStateException e) {
            // CDI comes later on this server: at the first request
        }
    }

    private Opened opened() {
        Opened known = opened;
        if (known == null) {
            ConsoleApi api = source.get();
            known = new Opened(api, api.routes());
            opened = known;
        }
        return known;
    }

    void answer(Caller caller, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Opened known = opened();
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        List<String> methods = known.routes().methods(path);
        if (!methods.contains(method)) {
            response.setHeader("Allow", String.join(", ", methods).replace("GET", "GET, HEAD"));
        }
        RouteTable.Match match = known.routes().find(method, path);
        RouteSpec spec = match.spec();
        checkPermission(caller, spec.permission());
        JsonObject body = JsonValue.EMPTY_JSON_OBJECT;
        if (spec.isRead()) {
            origin.checkRead(request);
        } else {
            origin.checkChange(request);
            known.api().tokens().check(caller, request.getHeader(Tokens.HEADER));
            if (settings.readOnly()) {
                throw ConsoleProblems.readOnly();
            }
            body = JsonBody.read(request);
        }
        Map<String, String> parameters = parameters(spec, request);
        checkNames(spec.body(), body.keySet());
        Call call = new Call(caller, match.names(), parameters, body, ifMatch(match, request), key(match, request));
        known.api().call(match.route(), call, answer -> JsonBody.write(request, response, answer));
    }

    /** Returns {@code If-Match}; rejects it on routes that ignore it, so that clients cannot rely on it. */
    private static @Nullable String ifMatch(RouteTable.Match match, HttpServletRequest request) {
        List<String> tags = Collections.list(request.getHeaders(IF_MATCH));
        if (tags.isEmpty() || match.spec().isRead()) {
            return null;
        }
        String all = String.join(", ", tags);
        if (!match.route().takesVersion()) {
            throw ConsoleProblems.parameterInvalid(IF_MATCH, all, "none, since this call compares no version");
        }
        return all;
    }

    /** On a call that would not know it again, no client may rely on it. */
    private static @Nullable String key(RouteTable.Match match, HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(KEY));
        if (keys.isEmpty() || match.spec().isRead()) {
            return null;
        }
        String all = String.join(", ", keys);
        if (!match.route().takesKey()) {
            throw ConsoleProblems.parameterInvalid(KEY, all, "none, since this call knows no key");
        }
        if (!KEYS.matcher(all).matches()) {
            throw ConsoleProblems.parameterInvalid(KEY, all, "one key of at most 200 characters, without blanks");
        }
        return all;
    }

    private void checkPermission(Caller caller, @Nullable Permission needed) {
        if (needed == null || !caller.may(needed)) {
            Permission named = needed == null ? Permission.ADMINISTER : needed;
            throw ConsoleProblems.permissionMissing(caller.name(), gate.roleFor(named));
        }
    }

    /** Those of the query string: each known, and given once. */
    private static Map<String, String> parameters(RouteSpec spec, HttpServletRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        checkNames(spec.parameters(), request.getParameterMap().keySet());
        request.getParameterMap().forEach((name, values) -> {
            if (values.length != 1) {
                throw ConsoleProblems.parameterInvalid(name, String.join(", ", values), "one value");
            }
            parameters.put(name, values[0]);
        });
        return parameters;
    }

    private static void checkNames(List<Parameter> parameters, Set<String> given) {
        List<String> known = parameters.stream().map(Parameter::name).toList();
        for (String name : given) {
            if (!known.contains(name)) {
                throw ConsoleProblems.parameterUnknown(name, known.isEmpty() ? "none" : listed(known));
            }
        }
    }

    private static String listed(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
