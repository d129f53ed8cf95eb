package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.StatisticsView;
import io.claimdispatch.internal.operate.StatisticsRange;
import io.claimdispatch.internal.operate.StatisticsReads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code stats}: what nodes have counted of a table or a type. Reads no rows. */
@Component
@Dependent
class StatsRoute implements Route {

    private static final Parameter TYPE = Parameter.text("type", "A type; all of them together without it.");
    private static final Parameter RANGE = Parameter.text("range", "1h, 6h, 24h or 7d; 1h without it.");

    private final Tables tables;
    private final StatisticsReads statistics;

    @Inject
    StatsRoute(Tables tables, StatisticsReads statistics) {
        this.tables = tables;
        this.statistics = statistics;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "stats",
                Permission.VIEW,
                "Statistics",
                "What nodes have counted of a table: arrivals, ends, failures, and how long rows waited and ran.",
                Parameter.TABLE,
                TYPE,
                RANGE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        String type = type(call.parameter(TYPE.name()));
        StatisticsRange range = range(call.parameter(RANGE.name()));
        return Answer.of(new StatisticsView(table.value(), type, range, statistics.series(table, type, range)).view());
    }

    private static @Nullable String type(@Nullable String given) {
        if (given != null && new TypePattern(given).fault().isPresent()) {
            throw ConsoleProblems.parameterInvalid(TYPE.name(), given, "a type");
        }
        return given;
    }

    private static StatisticsRange range(@Nullable String word) {
        if (word == null) {
            return StatisticsRange.HOUR;
        }
        return StatisticsRange.of(word)
                .orElseThrow(() -> ConsoleProblems.parameterInvalid(
                        RANGE.name(),
                        word,
                        "one of "
                                + Arrays.stream(StatisticsRange.values())
                                        .map(StatisticsRange::word)
                                        .collect(Collectors.joining(", "))));
    }
}
