package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.ClaimDispatchException;
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
import io.claimdispatch.internal.console.security.Permission;
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
        this(tables, rows, RouteSpec.act("POST", path(verb), "Row", about, withReason(body)), states);
    }

    /** With its entry in the table of routes. */
    RowAction(Tables tables, RowAnswers rows, RouteSpec spec, String states) {
        this.tables = tables;
        this.rows = rows;
        this.spec = spec;
        this.states = states;
    }

    /** The entry of a command of administrators, which needs a reason. */
    static RouteSpec administer(String verb, String answer, String about, Parameter... body) {
        List<Parameter> all = new ArrayList<>(List.of(body));
        all.add(0, Parameter.REASON.required());
        return new RouteSpec("POST", path(verb), Permission.ADMINISTER, List.of(Parameter.TABLE), all, answer, about);
    }

    private static String path(String verb) {
        return "rows/{id}/" + verb;
    }

    private static Parameter[] withReason(Parameter... body) {
        List<Parameter> all = new ArrayList<>(List.of(body));
        if (all.stream().noneMatch(each -> each.name().equals(Parameter.REASON.name()))) {
            all.add(0, Parameter.REASON);
        }
        return all.toArray(Parameter[]::new);
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
        if (verdict != Verdict.DONE) {
            throw refused(verdict, table, id, states);
        }
        return done(rows, table, id);
    }

    /**
     * The error of a command that was not done.
     *
     * @param states that the command is for
     */
    static ClaimDispatchException refused(Verdict verdict, TableName table, long id, String states) {
        return switch (verdict) {
            case NOT_FOUND -> ConsoleProblems.rowUnknown(table.value(), id);
            case CLAIMED -> ConsoleProblems.rowClaimed(table.value(), id);
            default -> ConsoleProblems.rowInOtherState(table.value(), id, states);
        };
    }

    /** What is answered once it is done. */
    Answer done(RowAnswers answers, TableName table, long id) {
        return answers.of(table, id);
    }

    /** Runs the command. */
    abstract Verdict run(TableName table, long id, Order order, Call call);
}
