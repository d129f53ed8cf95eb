package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.TypePattern;
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
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.TypeView;
import io.claimdispatch.internal.operate.Backlog;
import io.claimdispatch.internal.operate.StatisticsReads;
import io.claimdispatch.internal.operate.TypeRoutes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code types}: the types that this node knows, with what is due of each. Kept for a moment, for all users. */
@Component
@Dependent
class TypesRoute implements Route {

    /** Publishers may put numbers into types. */
    private static final int MOST = 1_000;

    private final Tables tables;
    private final Backlog backlog;
    private final TypeRoutes types;
    private final StatisticsReads statistics;
    private final KeptAnswers kept;

    @Inject
    TypesRoute(
            Tables tables,
            Backlog backlog,
            TypeRoutes types,
            StatisticsReads statistics,
            Turns turns,
            Ticker ticker,
            Timings timings,
            Changes changes) {
        this.tables = tables;
        this.backlog = backlog;
        this.types = types;
        this.statistics = statistics;
        this.kept = new KeptAnswers(turns, ticker, timings, changes);
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "types",
                Permission.VIEW,
                "Types",
                "The types and families that this node knows: their processors, pauses, what is due of them, and what was counted of them in the last hour.",
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
        return kept.of(table, () -> read(table));
    }

    private JsonObject read(TableName table) {
        Backlog.Types due = backlog.types(table);
        StatisticsReads.ByType counted = statistics.lastHour(table);
        List<Pause> pauses = tables.logs(table).paused();
        Map<String, String> places = types.places();
        TreeSet<String> names = new TreeSet<>(places.keySet());
        names.addAll(types.known());
        names.addAll(due.types().keySet());
        names.addAll(counted.names());
        pauses.forEach(pause -> names.add(pause.pattern()));
        return new JsonFields()
                .time("at", due.now())
                .flag("isCapped", due.isCapped())
                .flag("isCut", names.size() > MOST)
                .list(
                        "types",
                        names.stream().limit(MOST).toList(),
                        type -> type(places, due, counted, type).view(pauses, due))
                .build();
    }

    /** By what the node has learned: a processor that has to be asked is code of the application, which may hang. */
    private TypeView type(Map<String, String> places, Backlog.Types due, StatisticsReads.ByType counted, String type) {
        String own = places.get(type);
        String place = own == null ? types.place(type).orElse(null) : own;
        boolean isRouted = own != null || !new TypePattern(type).family() && place != null;
        return new TypeView(type, place, isRouted, due.types().get(type), counted);
    }
}
