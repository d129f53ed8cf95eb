package io.claimdispatch.internal.console.api;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code pauses/type}: ends a pause. */
@Component
@Dependent
class ResumeRoute implements Route {

    private static final String TYPE = "type";

    private final Tables tables;
    private final PauseAnswers pauses;
    private final OrderedCommands commands;

    @Inject
    ResumeRoute(Tables tables, PauseAnswers pauses, OrderedCommands commands) {
        this.tables = tables;
        this.pauses = pauses;
        this.commands = commands;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "DELETE",
                "pauses/{" + TYPE + "}",
                "Pauses",
                "Resumes a type or family, named exactly as it was paused. Answers the pauses that are left.",
                Parameter.REASON);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        String type = type(call);
        if (commands.resume(table, type, PauseAnswers.order(call)) == Verdict.NOT_FOUND) {
            throw ConsoleProblems.pauseUnknown(table.value(), type);
        }
        return pauses.of(table);
    }

    /** Types may have slashes; some servers leave an encoded one as it is. */
    private static String type(Call call) {
        return call.name(TYPE).replace("%2F", "/").replace("%2f", "/");
    }
}
