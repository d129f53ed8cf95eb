package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.RouteTable;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console's API answers of what nodes have counted. */
@ParameterizedClass
@EachDatabase
class ConsoleStatisticsTest extends PipelineTest {

    private Node node;
    private ConsoleServer server;
    private ConsoleClient viewer;
    private Instant now;

    ConsoleStatisticsTest(Databases database) {
        super(database);
    }

    @BeforeEach
    void open() throws Exception {
        node = byHand(node());
        server = ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
        viewer = ConsoleClient.of(server.address(), "viewer");
        now = database.now();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private JsonObject get(String path) throws Exception {
        HttpResponse<String> answer = viewer.get("api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject body = json(answer.body());
        RouteTable.Match match = node.get(ConsoleApi.class).routes().find("GET", path.replaceAll("\\?.*", ""));
        new ApiDocument(json(viewer.get("api/v1/openapi.json").body())).check(match.spec(), 200, body);
        return body;
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static Tally tally(long processed, long failed, long millis) {
        long[] counts = new long[Counter.values().length];
        counts[Counter.PUBLISHED.ordinal()] = processed + 1;
        counts[Counter.PROCESSED.ordinal()] = processed;
        counts[Counter.FAILED.ordinal()] = failed;
        long[] runs = new long[Histogram.BUCKETS];
        runs[Histogram.bucket(TimeUnit.MILLISECONDS.toNanos(millis))] = processed + failed;
        return Tally.of(counts, Histogram.EMPTY, Histogram.of(runs), Duration.ofMillis(millis * 100));
    }

    /** An interval that began so long ago, of a type and of all together. */
    private void write(int width, Duration ago, String type, Tally tally) throws SQLException {
        Instant start = Statistic.start(now.minus(ago), width);
        TestDatabase tested = database.database();
        tested.commit(connection -> {
            tested.dialect()
                    .store()
                    .statistics()
                    .write(
                            connection,
                            TableName.ACTION_LOGS,
                            List.of(
                                    new Statistic(width, start, type, "shop-1", tally),
                                    new Statistic(width, start, Statistic.ALL, "shop-1", tally)));
            return true;
        });
    }

    private static List<JsonObject> points(JsonObject answer) {
        return answer.getJsonArray("points").getValuesAs(JsonObject.class);
    }

    @Test
    void anHourHasAPointForEachMinuteWithoutGaps() throws Exception {
        write(Statistic.MINUTE, Duration.ofMinutes(10), "mail", tally(90, 10, 200));

        JsonObject answer = get("stats");

        assertThat(points(answer)).hasSize(60);
        assertThat(points(answer))
                .filteredOn(point -> point.getInt("processed") > 0)
                .singleElement()
                .satisfies(point -> {
                    assertThat(Instant.parse(point.getString("at")))
                            .isEqualTo(Statistic.start(now.minus(Duration.ofMinutes(10)), Statistic.MINUTE));
                    assertThat(point.getInt("minutes")).isEqualTo(1);
                    assertThat(point.getInt("published")).isEqualTo(91);
                    assertThat(point.getInt("ended")).isEqualTo(90);
                    assertThat(point.getJsonNumber("failureRate").doubleValue()).isEqualTo(0.1);
                    assertThat(point.getJsonObject("runs").getJsonNumber("p95").doubleValue())
                            .isBetween(150.0, 260.0);
                    assertThat(point.getJsonObject("waits")).isEmpty();
                    assertThat(point.getInt("oldestDue")).isEqualTo(20_000);
                });
        assertThat(points(answer).get(0)).doesNotContainKeys("failureRate", "oldestDue");
        assertThat(answer.getJsonObject("total").getInt("processed")).isEqualTo(90);
        assertThat(answer.getJsonObject("total").getInt("minutes")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"6h, 5, 73", "24h, 15, 97", "7d, 120, 85"})
    void aLongerRangeIsMadeOfSumsAndOfMinutesThatAreNotAddedYetAndEachCountsOnce(String range, int step, int most)
            throws Exception {
        if (!range.equals("6h")) {
            write(Statistic.QUARTER, Duration.ofHours(3), "mail", tally(1_000, 0, 20));
            // the sum of minutes that are read one by one
            write(Statistic.QUARTER, Duration.ofMinutes(20), "mail", tally(10, 0, 20));
        }
        write(Statistic.MINUTE, Duration.ofHours(3), "mail", tally(100, 0, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(20), "mail", tally(10, 0, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(2), "mail", tally(1, 0, 20));

        JsonObject answer = get("stats?type=mail&range=" + range);

        assertThat(answer.getInt("step")).isEqualTo(step);
        assertThat(points(answer))
                .hasSizeBetween(most - 1, most)
                .allSatisfy(point -> assertThat(point.getInt("minutes")).isBetween(1, step));
        assertThat(answer.getJsonObject("total").getInt("processed")).isEqualTo(range.equals("6h") ? 111 : 1_011);
    }

    @Test
    void aTypeHasItsOwnCounts() throws Exception {
        write(Statistic.MINUTE, Duration.ofMinutes(10), "mail", tally(7, 0, 20));

        assertThat(get("stats?type=mail").getJsonObject("total").getInt("processed"))
                .isEqualTo(7);
        assertThat(get("stats?type=order").getJsonObject("total").getInt("processed"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2h", "1H", "", "7d%20"})
    void anUnknownRangeIsRefused(String range) throws Exception {
        HttpResponse<String> answer = viewer.get("api/v1/stats?range=" + range);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("CLAIM0271", "1h, 6h, 24h, 7d");
    }

    @Test
    void theTypesHaveWhatWasCountedOfThemInTheLastHour() throws Exception {
        write(Statistic.QUARTER, Duration.ofMinutes(50), "mail", tally(100, 0, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(2), "mail", tally(50, 50, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(2), Statistic.OTHERS, tally(50, 0, 20));

        List<JsonObject> types = get("types").getJsonArray("types").getValuesAs(JsonObject.class);

        assertThat(types).singleElement().satisfies(type -> {
            JsonObject counted = type.getJsonObject("counted");
            assertThat(type.getString("type")).isEqualTo("mail");
            assertThat(counted.getInt("processed")).isEqualTo(150);
            assertThat(counted.getJsonNumber("failureRate").doubleValue()).isEqualTo(0.25);
            assertThat(counted.getInt("minutes")).isBetween(60, 75);
            assertThat(counted.getJsonObject("runs")).containsOnlyKeys("p50", "p95", "p99");
        });
    }

    private List<JsonObject> failing() throws Exception {
        return get("overview").getJsonArray("findings").getValuesAs(JsonObject.class).stream()
                .filter(finding -> finding.getString("code").equals("failing"))
                .toList();
    }

    @Test
    void aFailureRateOfTenTimesTheUsualIsAFindingThatNamesTheWorstType() throws Exception {
        write(Statistic.QUARTER, Duration.ofHours(5), "mail", tally(990, 10, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(3), "order.paid", tally(70, 2, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(2), "mail", tally(12, 10, 20));

        assertThat(failing()).singleElement().satisfies(finding -> {
            JsonObject values = finding.getJsonObject("values");
            assertThat(finding.getString("level")).isEqualTo("WARNING");
            assertThat(values.getString("type")).isEqualTo("mail");
            assertThat(values.getJsonNumber("rate").doubleValue()).isEqualTo(0.1277);
            assertThat(values.getJsonNumber("usual").doubleValue()).isEqualTo(0.01);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "990, 10, 91, 9, nine times are not ten",
        "40, 0, 50, 50, too little was tried before to know what is usual",
        "1000, 0, 0, 4, four failures say nothing",
        "1000, 0, 200, 8, after a day without any a few are no trouble"
    })
    void fewerFailuresAreNone(long usual, long usualFailed, long recent, long recentFailed, String why)
            throws Exception {
        write(Statistic.QUARTER, Duration.ofHours(5), "mail", tally(usual, usualFailed, 20));
        write(Statistic.MINUTE, Duration.ofMinutes(2), "mail", tally(recent, recentFailed, 20));

        assertThat(failing()).as(why).isEmpty();
    }
}
