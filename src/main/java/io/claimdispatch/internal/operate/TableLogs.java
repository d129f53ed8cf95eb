package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.store.operate.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@link ActionLogs} of one table. */
final class TableLogs implements ActionLogs {

    private final TableName table;
    private final Operators operators;

    TableLogs(TableName table, Operators operators) {
        this.table = table;
        this.operators = operators;
    }

    @Override
    public ActionLogs in(String name) {
        return new TableLogs(operators.table(Required.value("table", name)), operators);
    }

    @Override
    public Optional<ActionLog> find(long id) {
        return operators.queries(table).find(table, id);
    }

    @Override
    public Optional<ActionLog> find(String type, String key) {
        return operators.listing().find(table, Required.value("type", type), Required.value("key", key));
    }

    @Override
    public ActionPage list(ActionQuery query, @Nullable String cursor) {
        return operators.listing().list(table, Required.value("query", query), cursor);
    }

    @Override
    public ActionCounts counts() {
        return operators.listing().counts(table);
    }

    @Override
    public List<ActionLog> latest(int limit) {
        return operators.queries(table).latest(table, null, Arguments.rows(limit));
    }

    @Override
    public List<ActionLog> latest(ActionState state, int limit) {
        return operators.queries(table).latest(table, Required.value("state", state), Arguments.rows(limit));
    }

    @Override
    public List<ActionLog> unrouted(int limit) {
        int rows = Arguments.rows(limit);
        Set<String> types = unroutedTypes();
        return types.isEmpty() ? List.of() : operators.queries(table).due(table, types, rows);
    }

    @Override
    public Set<String> unroutedTypes() {
        return operators.processors().unroutableTypes();
    }

    @Override
    public boolean isRouted(String type) {
        return operators.processors().covers(Required.value("type", type));
    }

    @Override
    public Verdict cancel(long id, String who, String why) {
        Author author = Author.of(who, why);
        return operators.commands().run(table, id, new Operation.Cancel(author.reason()), author);
    }

    @Override
    public Verdict retryNow(long id, String who) {
        return operators.commands().run(table, id, new Operation.RetryNow(), Author.of(who));
    }

    @Override
    public Verdict reschedule(long id, Instant eligibleAt, String who) {
        Operation operation = new Operation.RescheduleAt(Arguments.time(eligibleAt));
        return operators.commands().run(table, id, operation, Author.of(who));
    }

    @Override
    public Verdict reschedule(long id, Duration delay, String who) {
        Operation operation = new Operation.RescheduleIn(Arguments.delay(delay));
        return operators.commands().run(table, id, operation, Author.of(who));
    }

    @Override
    public Verdict requeue(long id, String who) {
        return operators.commands().run(table, id, new Operation.Requeue(), Author.of(who));
    }

    @Override
    public int requeueDead(DeadLetters which, String who, String why) {
        Arguments.atLeastOne(Required.value("which", which).limit(), Integer.MAX_VALUE);
        List<TypePattern> types = which.types().stream().map(Arguments::pattern).toList();
        return operators.deadLetters().requeue(table, which, types, Author.of(who, why));
    }

    @Override
    public Verdict delete(long id, String who, String why) {
        return operators.commands().run(table, id, new Operation.Delete(), Author.of(who, why));
    }

    @Override
    public void pause(String typeOrFamily, String who, String why) {
        operators.pauses().pause(table, Arguments.pattern(typeOrFamily), Author.of(who, why));
    }

    @Override
    public Verdict resume(String typeOrFamily, String who) {
        return operators.pauses().resume(table, Arguments.pattern(typeOrFamily), Author.of(who));
    }

    @Override
    public List<Pause> paused() {
        return operators.pauses().paused(table);
    }

    @Override
    public List<ActionEvent> events(long id, int limit) {
        return operators.events().of(table, id, Arguments.rows(limit));
    }

    @Override
    public List<ActionEvent> events(int limit) {
        return operators.events().latest(table, Arguments.rows(limit));
    }
}
