package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.EntityTag;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * A command on one row. With {@code If-Match}, the command is rejected if the locked row no longer has that version. The
 * answer is the row after the command.
 */
abstract class RowAction implements Route {

    private final Tables tables;
    private final RowAnswers rows;
    private final RouteSpec spec;
    private final String states;

    /**
     * With what is known of the command.
     *
     * @param verb the end of its path
     * @param states those that it is for, as an error names them
     * @param body what the body may have besides the reason
     */
    RowAction(Tables tables, RowAnswers rows, String verb, String about, String states, Parameter... body) {
        this.tables = tables;
        this.rows = rows;
        List<Parameter> all = new ArrayList<>(List.of(body));
        if (all.stream().noneMatch(each -> each.name().equals(Parameter.REASON.name()))) {
            all.add(0, Parameter.REASON);
        }
        this.spec = RouteSpec.act("POST", "rows/{id}/" + verb, "Row", about, all.toArray(Parameter[]::new));
        this.states = states;
    }

    @Override
    public RouteSpec spec() {
        return spec;
    }

    @Override
    public boolean takesVersion() {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        long id = call.id();
        Order order = new Order(call.caller().name(), call.reason(), EntityTag.version(call.ifMatch()));
        Verdict verdict = run(table, id, order, call);
        return switch (verdict) {
            case DONE -> rows.of(table, id);
            case NOT_FOUND -> throw ConsoleProblems.rowUnknown(table.value(), id);
            case CLAIMED -> throw ConsoleProblems.rowClaimed(table.value(), id);
            case WRONG_STATE -> throw ConsoleProblems.rowInOtherState(table.value(), id, states);
        };
    }

    /** Runs the command. */
    abstract Verdict run(TableName table, long id, Order order, Call call);
}
