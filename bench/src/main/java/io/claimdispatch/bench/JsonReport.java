package io.claimdispatch.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;

/** Everything that was measured, for programs: each round as it was, and where it ran. */
final class JsonReport {

    private JsonReport() {}

    static String of(Map<String, String> environment, List<CaseResult> results) {
        JsonArrayBuilder cases = Json.createArrayBuilder();
        results.forEach(result -> cases.add(of(result)));
        return Json.createObjectBuilder()
                .add("environment", texts(environment))
                .add("cases", cases)
                .build()
                .toString();
    }

    private static JsonObjectBuilder of(CaseResult result) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        result.rounds().forEach(round -> rounds.add(of(round)));
        return Json.createObjectBuilder()
                .add("case", result.of().title())
                .add("database", texts(result.database()))
                .add("contenders", Json.createArrayBuilder(result.contenders()))
                .add("rounds", rounds);
    }

    private static JsonObjectBuilder of(Round round) {
        return Json.createObjectBuilder()
                .add("contender", round.contender())
                .add("round", round.number())
                .add("warm", round.isWarm())
                .add("rows", round.rows())
                .add("nanos", round.nanos())
                .add("medianNanos", round.medianNanos())
                .add("worstNanos", round.worstNanos())
                .add("jvmCpuNanos", round.jvmCpuNanos())
                .add("databaseCpuNanos", round.databaseCpuNanos())
                .add("otherCpuNanos", round.otherCpuNanos())
                .add("stolenNanos", round.stolenNanos());
    }

    private static JsonObjectBuilder texts(Map<String, String> texts) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        texts.forEach(object::add);
        return object;
    }
}
