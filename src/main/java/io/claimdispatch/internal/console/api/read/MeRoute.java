package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.Tokens;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.observe.NodeHealth;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code me}: who calls, what the caller may do, and the token for doing it. */
@Component
@Dependent
class MeRoute implements Route {

    private final Settings settings;
    private final Tables tables;
    private final Tokens tokens;
    private final NodeHealth node;

    @Inject
    MeRoute(Settings settings, Tables tables, Tokens tokens, NodeHealth node) {
        this.settings = settings;
        this.tables = tables;
        this.tokens = tokens;
        this.node = node;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("me", Permission.VIEW, "Me", "The caller, its permission, and a token for changes.");
    }

    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.of(new JsonFields()
                .text("name", call.caller().name())
                .text("permission", call.caller().permission().name())
                .flag("isReadOnly", settings.console().readOnly())
                .text("token", tokens.of(call.caller()))
                .text("node", node.name())
                .texts("tables", tables.names())
                .build());
    }
}
