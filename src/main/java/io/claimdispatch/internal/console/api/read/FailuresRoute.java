package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.answer.KeptAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.FailureGroupsView;
import io.claimdispatch.internal.operate.Failures;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code failures}: what fails in a table, by type and failure. Kept for a moment, for all users. */
@Component
@Dependent
class FailuresRoute implements Route {

    private final Tables tables;
    private final Failures failures;
    private final KeptAnswers kept;

    @Inject
    FailuresRoute(Tables tables, Failures failures, Turns turns, Ticker ticker, Timings timings, Changes changes) {
        this.tables = tables;
        this.failures = failures;
        this.kept = new KeptAnswers(turns, ticker, timings, changes);
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "failures",
                Permission.VIEW,
                "Failures",
                "What fails in a table: its dead rows by type and failure, and those of them that are tried again.",
                Parameter.TABLE);
    }

    /** What is kept takes no turn. */
    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        return kept.of(table, () -> new FailureGroupsView(table.value(), failures.of(table)).view());
    }
}
