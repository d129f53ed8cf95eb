package io.claimdispatch.internal.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command of the jar. What it prints is applied by {@code DdlTest} and {@code UpgradeTest}. */
class DdlCommandTest {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+) \\(");

    /** Names of columns stand in lower case, and their types follow. */
    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z_]+) +[A-Za-z]");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        return DdlCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void every_database_has_its_full_ddl_and_upgrades_without_unresolved_placeholders(DdlDatabase database) {
        List<String> upgrades = IntStream.range(database.first(), Ddl.VERSION)
                .mapToObj(from -> " --from " + from)
                .flatMap(from -> Stream.of(from, from + " --phase before", from + " --phase after"))
                .toList();
        for (String options : with("", upgrades)) {
            out.reset();

            assertThat(run("ddl " + database.word() + " --table jobs.mail_logs" + options))
                    .isZero();

            assertThat(printed())
                    .contains("jobs.mail_logs")
                    .doesNotContain("${")
                    .doesNotContain("action_logs");
            assertThat(complained()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_database_has_the_same_tables_with_the_same_columns_in_the_same_order(DdlDatabase database) {
        Map<String, List<String>> tables = tables(database);
        Map<String, List<String>> others = tables(DdlDatabase.POSTGRESQL);
        // PostgreSQL alone has no index by which the rows of a claim could be found
        assertThat(others.put("mail_logs_claims", List.of("token", "row_id", "node", "lease_until", "taken_by")))
                .endsWith("taken_by", "ids");
        if (database == DdlDatabase.POSTGRESQL) {
            tables = others;
        }
        tables.keySet()
                .retainAll(Set.of(
                        "mail_logs",
                        "mail_logs_paused",
                        "mail_logs_events",
                        "mail_logs_claims",
                        "mail_logs_nodes",
                        "mail_logs_stats",
                        "mail_logs_bulk",
                        "mail_logs_schema"));

        assertThat(tables).hasSize(8).isEqualTo(others);
        assertThat(tables.get("mail_logs")).hasSize(24);
        assertThat(tables.get("mail_logs_events")).hasSize(10);
        assertThat(tables.get("mail_logs_stats")).hasSize(16);
        assertThat(tables.get("mail_logs_bulk")).hasSize(24);
    }

    private static Map<String, List<String>> tables(DdlDatabase database) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String statement : DdlStatements.in(new Ddl(database, new TableName("mail_logs")).whole())) {
            Matcher table = TABLE.matcher(statement);
            if (table.find()) {
                List<String> columns = COLUMN.matcher(statement)
                        .results()
                        .map(column -> column.group(1))
                        .toList();
                tables.put(table.group(1), columns);
            }
        }
        return tables;
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.mail_logs", "orders", "user_logs"})
    void a_table_name_can_contain_a_reserved_word_and_the_schema_public(String name) {
        assertThat(run("ddl postgresql --table " + name)).isZero();

        assertThat(printed()).contains("CREATE TABLE IF NOT EXISTS " + name + " (");
    }

    @Test
    void without_a_name_the_command_prints_the_default_table() {
        assertThat(run("ddl postgresql")).isZero();

        assertThat(printed()).contains("CREATE TABLE IF NOT EXISTS action_logs (");
    }

    @Test
    void an_upgrade_without_a_phase_prints_the_first_and_names_the_second() {
        String after = " ddl postgresql --table jobs.mail_logs --from 1 --phase after\n";

        assertThat(run("ddl postgresql --table jobs.mail_logs --from 1")).isZero();

        String printed = printed();
        assertThat(printed)
                .contains("ADD COLUMN IF NOT EXISTS")
                .doesNotContain("DROP CONSTRAINT")
                .endsWith(after);
        assertThat(printed.lines().toList()).last().asString().startsWith("-- ");
        out.reset();
        run("ddl postgresql --table jobs.mail_logs --from 1 --phase before");
        assertThat(printed()).isEqualTo(printed);
        out.reset();
        run("ddl postgresql --table jobs.mail_logs --from 1 --phase after");
        assertThat(printed()).contains("DROP CONSTRAINT").doesNotEndWith(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddl h2", "help"})
    void a_ddl_that_could_not_be_written_is_reported_and_not_a_success(String line) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int character) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        int code = DdlCommand.run(
                List.of(line.split(" ")),
                new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(1);
        assertThat(complained()).startsWith("CLAIM0107").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "file:/m2/claim-dispatch-0.2.0-SNAPSHOT-classes.jar, claim-dispatch-0.2.0-SNAPSHOT-classes.jar",
        "file:/shop.war/WEB-INF/lib/claim-dispatch-1.2-classes.jar/, claim-dispatch-1.2-classes.jar",
        "jar:file:/shop.war!/WEB-INF/lib/claim-dispatch-1.2-classes.jar!/, claim-dispatch-1.2-classes.jar",
        "file:/claim-dispatch-classes.jar, claim-dispatch-classes.jar",
        "file:/shop-all.jar, claim-dispatch-classes.jar",
        "file:/shop.war/WEB-INF/classes/, claim-dispatch-classes.jar"
    })
    void a_command_names_the_jar_that_the_user_has(URL location, String name) {
        assertThat(OwnJar.name(location)).isEqualTo(name);
    }

    @Test
    void the_command_in_messages_is_the_one_named_in_the_ddl() {
        for (DdlDatabase database : DdlDatabase.values()) {
            Ddl ddl = new Ddl(database, TableName.ACTION_LOGS);

            assertThat(ddl.whole()).contains("-- Printed by: " + ddl.command() + "\n");
            for (Ddl.Phase phase : Ddl.Phase.values()) {
                for (int from = database.first(); from < Ddl.VERSION; from++) {
                    assertThat(ddl.upgrade(from, phase)).contains("-- Printed by: " + ddl.command(from, phase) + "\n");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ddl                                      | CLAIM0108 | ddl <database>
            dll postgresql                           | CLAIM0108 | ddl <database>
            ddl informix                             | CLAIM0108 | postgresql, mariadb, mysql, h2, derby, oracle, sqlserver
            ddl oracle --from 1                      | CLAIM0108 | expected 2 or 3, which
            ddl h2 --table                           | CLAIM0108 | --table has no value
            ddl h2 --tables x                        | CLAIM0108 | '--tables'
            ddl h2 --table a --table b               | CLAIM0108 | --table is given twice
            ddl h2 --from 4                          | CLAIM0108 | expected 1 or 2 or 3, which
            ddl h2 --from x                          | CLAIM0108 | 'x'
            ddl h2 --phase before                    | CLAIM0108 | --from
            ddl h2 --from 1 --phase during           | CLAIM0108 | before or after
            ddl h2 --table Mail_Logs                 | CLAIM0019 | Mail_Logs
            ddl h2 --table x;drop                    | CLAIM0019 | x;drop
            ddl h2 --table order                     | CLAIM0019 | 'order' is a reserved word
            ddl h2 --table public.group              | CLAIM0019 | 'group' is a reserved word
            ddl h2 --table user.mail_logs            | CLAIM0019 | 'user' is a reserved word
            ddl postgresql --table rank              | CLAIM0019 | 'rank' is a reserved word
            """)
    void a_wrong_ddl_command_prints_only_its_error_with_an_id(String line, String id, String told) {
        assertThat(run(line)).isEqualTo(2);

        assertThat(complained()).startsWith(id).contains(told).hasLineCount(1);
        assertThat(printed()).isEmpty();
    }

    @Test
    void without_arguments_the_command_prints_its_usage_to_the_error_stream() {
        assertThat(run("")).isEqualTo(2);

        assertThat(complained()).contains("ddl <database>", "postgresql, mariadb, mysql, h2, derby", "--phase");
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void the_help_option_prints_the_usage(String line) {
        assertThat(run(line)).isZero();

        assertThat(printed()).contains("ddl <database>").doesNotContain("%");
    }

    @Test
    void a_semicolon_ends_a_statement_only_at_the_end_of_a_line_and_not_within_a_quoted_body() {
        assertThat(DdlStatements.in("""
                        -- a comment; of no statement
                        CREATE TABLE a (
                            -- why; it is so
                            b text DEFAULT ';' NOT NULL
                        );
                        DO $$
                        BEGIN
                            SELECT 1;
                        END
                        $$;
                        SELECT 2;
                        """))
                .containsExactly(
                        "CREATE TABLE a (\n    b text DEFAULT ';' NOT NULL\n)",
                        "DO $$\nBEGIN\n    SELECT 1;\nEND\n$$",
                        "SELECT 2");
    }
}
