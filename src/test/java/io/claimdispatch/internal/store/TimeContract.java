package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instant stays the same, in whatever zones it is written and read, also when clocks are put forward and back. */
abstract class TimeContract {

    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York");

    private static final List<Instant> INSTANTS = Stream.of(
                    "1970-01-01T00:00:00Z",
                    "2026-01-15T12:00:00.000001Z",
                    "2026-07-15T12:00:00.999999Z",
                    // Berlin puts its clocks forward at 01:00 UTC.
                    "2026-03-29T00:59:59.999999Z",
                    "2026-03-29T01:00:00Z",
                    "2026-03-29T01:30:00Z",
                    // As UTC these are common, as Berlin's wall clock they do not exist.
                    "2026-03-29T02:00:00Z",
                    "2026-03-29T02:30:00.123456Z",
                    "2026-03-29T02:59:59.999999Z",
                    // Berlin puts them back at 01:00 UTC: half past two comes twice.
                    "2026-10-25T00:30:00Z",
                    "2026-10-25T00:59:59.999999Z",
                    "2026-10-25T01:00:00Z",
                    "2026-10-25T01:30:00Z",
                    // As Berlin's wall clock these come twice.
                    "2026-10-25T02:00:00Z",
                    "2026-10-25T02:30:00.654321Z",
                    // The same for New York.
                    "2026-03-08T02:30:00Z",
                    "2026-03-08T07:00:00Z",
                    "2026-11-01T01:30:00Z",
                    "2026-11-01T05:30:00Z",
                    "2026-11-01T06:30:00Z",
                    // The latest that is read as it stands.
                    "9999-12-30T23:59:59.999999Z",
                    "9999-12-31T00:00:00Z")
            .map(Instant::parse)
            .toList();

    final TestDatabase database;

    TimeContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private interface Action {
        void run(String jvmZone, String sessionZone) throws SQLException;
    }

    private static void inAllZones(Action action) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String jvmZone : ZONES) {
                for (String sessionZone : ZONES) {
                    TimeZone.setDefault(TimeZone.getTimeZone(jvmZone));
                    action.run(jvmZone, sessionZone);
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** The time column as the database itself writes it down in UTC, with six digits after the point. */
    abstract String asUtcText(String column);

    @Test
    void an_instant_is_the_same_in_every_zone_of_jvm_and_session() throws SQLException {
        List<Long> ids = new ArrayList<>();
        inAllZones((jvm, session) -> {
            try (Connection connection = database.connect(session)) {
                List<NewRow> rows =
                        INSTANTS.stream().map(at -> Rows.at("a", at)).toList();
                database.store().inserts().insert(connection, TABLE, rows).forEach(row -> ids.add(row.id()));
            }
        });

        DateTimeFormatter utc = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        List<String> texts = new ArrayList<>();
        for (Object text : database.query("SELECT " + asUtcText("end_at") + " FROM action_logs ORDER BY id")) {
            texts.add(String.valueOf(text).strip());
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(texts.get(i)).isEqualTo(utc.format(INSTANTS.get(i % INSTANTS.size())));
        }
        inAllZones((jvm, session) -> {
            List<Instant> read = read(session);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(read.get(i)).as("%s, %s", jvm, session).isEqualTo(INSTANTS.get(i % INSTANTS.size()));
            }
        });
    }

    private List<Instant> read(String sessionZone) throws SQLException {
        List<Instant> instants = new ArrayList<>();
        try (Connection connection = database.connect(sessionZone);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT end_at FROM action_logs ORDER BY id")) {
            while (rows.next()) {
                instants.add(database.dialect().read(rows, 1));
            }
        }
        return instants;
    }

    @Test
    void a_claim_hands_over_the_instants_that_were_published() throws SQLException {
        List<Instant> past = INSTANTS.stream()
                .filter(Instant.parse("2026-11-02T00:00:00Z")::isAfter)
                .sorted()
                .toList();
        inAllZones((jvm, session) -> {
            database.reset();
            Rows.publish(database, past.stream().map(at -> Rows.at("a", at)).toList());
            try (Connection connection = database.connect(session)) {
                // The test runs later than all of them.
                List<ClaimedRow> claimed =
                        database.store().claims().claim(connection, Rows.request(Set.of("a"), 100, 1));
                assertThat(claimed)
                        .as("%s, %s", jvm, session)
                        .extracting(ClaimedRow::eligibleAt)
                        .containsExactlyElementsOf(past);
            }
        });
    }

    @Test
    void whether_a_row_is_due_does_not_depend_on_zones() throws SQLException {
        inAllZones((jvm, session) -> {
            database.reset();
            try (Connection connection = database.connect(session)) {
                Instant now = database.dialect().now(connection);
                assertThat(now).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
                database.store()
                        .inserts()
                        .insert(
                                connection,
                                TABLE,
                                List.of(
                                        Rows.at("a", now.minusSeconds(1)),
                                        Rows.at("a", now.plusSeconds(900)),
                                        Rows.in("a", Duration.ofMinutes(15)),
                                        Rows.in("a", Duration.ZERO)));
                assertThat(database.store().claims().claim(connection, Rows.request(Set.of("a"), 100, 1)))
                        .as("%s, %s", jvm, session)
                        .hasSize(2);
                assertThat(database.store().expired().page(connection, TABLE, null, 10))
                        .isEmpty();
            }
        });
    }

    @Test
    void fractions_below_the_columns_precision_are_cut_off() throws SQLException {
        Rows.publish(database, List.of(Rows.at("a", Instant.parse("2026-01-01T00:00:00.123456999Z"))));

        assertThat(read("UTC")).containsExactly(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    @Test
    void the_clock_runs_on_within_a_transaction() throws SQLException {
        try (Connection connection = database.begin()) {
            Instant first = database.dialect().now(connection);
            await().until(() -> database.dialect().now(connection).isAfter(first));
            connection.rollback();
        }
    }
}
