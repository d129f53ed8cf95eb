package io.claimdispatch.internal.console.api;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.RowView;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code rows/id/payload}: a payload as a whole, masked. An administrator can see it as it is stored; that is an event,
 * written before anything is shown, and so no call of a console that is read-only.
 */
@Component
@Dependent
class PayloadRoute implements Route {

    private static final String UNMASK = "unmask";

    private final Tables tables;
    private final OrderedCommands commands;
    private final Masking masking;
    private final Settings settings;

    @Inject
    PayloadRoute(Tables tables, OrderedCommands commands, Masking masking, Settings settings) {
        this.tables = tables;
        this.commands = commands;
        this.masking = masking;
        this.settings = settings;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/payload",
                Permission.VIEW,
                "RowPayload",
                "The whole payload of a row, masked.",
                Parameter.TABLE,
                Parameter.text(UNMASK, "Empty or true: as it is stored. The call is kept as an event.")
                        .needs(Permission.ADMINISTER));
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        boolean unmask = isUnmasked(call);
        ActionLog row = tables.logs(table)
                .find(call.id())
                .orElseThrow(() -> ConsoleProblems.rowUnknown(table.value(), call.id()));
        if (unmask) {
            commands.unmasked(
                    table, row.id(), row.type(), new Order(call.caller().name(), null, null));
        }
        Masking.Shown shown = unmask ? Masking.unmasked(row.payload()) : masking.show(row.payload(), Integer.MAX_VALUE);
        return Answer.of(new JsonFields()
                .id("id", row.id())
                .text("type", row.type())
                .flag("isUnmasked", unmask)
                .value("payload", RowView.payload(row, shown))
                .build());
    }

    private boolean isUnmasked(Call call) {
        String unmask = call.parameter(UNMASK);
        if (unmask == null) {
            return false;
        }
        if (!List.of("", "true").contains(unmask)) {
            throw ConsoleProblems.parameterInvalid(UNMASK, unmask, "true, or nothing");
        }
        if (settings.console().readOnly()) {
            throw ConsoleProblems.readOnly();
        }
        return true;
    }
}
