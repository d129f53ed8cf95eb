package io.claimdispatch.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's table says what the reports say, of whole runs and of nothing else. */
class ServerTableTest {

    private static final String HEAD = "| server | Java | batch | host application | all |";
    private static final String RULE = "|---|---|---|---|---|";
    private static final String WILDFLY = "| WildFly 39.0.1.Final | 17 | 2 | 7 | 9 |";
    private static final String PAYARA = "| Payara Server 6.2025.10 | 17 | 2 | 7 | 9 |";

    @TempDir
    Path checkout;

    private ServerTable table;

    @BeforeEach
    void checkout() throws IOException {
        table = new ServerTable(checkout);
        readme();
        classes("BatchIT", "HostApplicationIT");
        Files.createDirectories(sources().resolve("wildfly"));
        Files.createFile(sources().resolve("wildfly").resolve("SuspendIT.java"));
        Files.createFile(sources().resolve("TestWar.java"));
    }

    @Test
    void eachRunOfTheSuiteIsALineAndTheRestOfThePageStaysAsItIs() throws IOException {
        wildFly();
        payara();

        assertThat(table.write()).containsExactly(HEAD, RULE, PAYARA, WILDFLY);
        assertThat(Files.readString(checkout.resolve("README.md")))
                .isEqualTo("# Title\n\n<!-- servers: made by ServerTable -->\n"
                        + String.join("\n", HEAD, RULE, PAYARA, WILDFLY) + "\n<!-- /servers -->\n\nThe end.\n");
        assertThat(table.check()).containsExactly(HEAD, RULE, PAYARA, WILDFLY);
    }

    @Test
    void whatRunsOnOneServerOnlyOrIsNoPartOfTheSuiteDoesNotCount() throws IOException {
        wildFly();
        report("wildfly", "WildFly 39.0.1.Final", "container.wildfly.SuspendIT", 3, 0);
        report("wildfly", "WildFly 39.0.1.Final", "cluster.ClusterIT", 4, 0);
        report("wildfly", "WildFly 39.0.1.Final", "container.RenamedSinceIT", 5, 0);

        assertThat(table.write()).containsExactly(HEAD, RULE, WILDFLY);
    }

    @Test
    void theLineOfAServerThatWasNotRunStaysAndIsNoReasonToFail() throws IOException {
        readme(HEAD, RULE, PAYARA, WILDFLY);
        wildFly();

        assertThat(table.check()).contains(PAYARA);
        assertThat(table.write()).containsExactly(HEAD, RULE, PAYARA, WILDFLY);
    }

    @Test
    void aRunOfAPartOfTheSuiteIsLeftOut() throws IOException {
        readme(HEAD, RULE, PAYARA, WILDFLY);
        wildFly();
        report("payara", "Payara Server 6.2025.10", "container.BatchIT", 2, 1);

        assertThat(table.check()).contains(PAYARA);
        assertThat(table.write()).contains(PAYARA);
    }

    @Test
    void withoutAWholeRunThereIsNothingToSay() throws IOException {
        assertThatThrownBy(table::write).hasMessageContaining("no server has run the whole suite");
        report("payara", "Payara Server 6.2025.10", "container.BatchIT", 2, 0);

        assertThatThrownBy(table::check).hasMessageContaining("no server has run the whole suite");
    }

    @Test
    void aNewVersionOfAServerTakesTheLineOfTheOldOne() throws IOException {
        readme(HEAD, RULE, WILDFLY.replace("39.0.1", "38.0.0"));
        wildFly();

        assertThat(table.write()).containsExactly(HEAD, RULE, WILDFLY);
    }

    @Test
    void anotherJavaAndAnotherWayToInstallItAreLinesOfTheirOwn() throws IOException {
        readme(HEAD, RULE, WILDFLY.replace("17", "25"), WILDFLY.replace("Final", "Final, unzipped"));
        wildFly();

        assertThat(table.write()).hasSize(5).contains(WILDFLY);
    }

    @Test
    void linesThatLackAColumnAreDropped() throws IOException {
        readme(HEAD, RULE, PAYARA, WILDFLY);
        classes("OutageIT");
        wildFly();
        report("wildfly", "WildFly 39.0.1.Final", "container.OutageIT", 1, 0);

        assertThatThrownBy(table::check).hasMessageContaining("says something else");
        assertThat(table.write())
                .containsExactly(
                        "| server | Java | batch | host application | outage | all |",
                        "|---|---|---|---|---|---|",
                        "| WildFly 39.0.1.Final | 17 | 2 | 7 | 1 | 10 |");
    }

    @Test
    void aTestThatHasFailedIsShownAndFailsTheCheck() throws IOException {
        wildFly();
        report("wildfly", "WildFly 39.0.1.Final", "container.BatchIT", 2, 1);

        assertThat(table.write()).contains("| WildFly 39.0.1.Final | 17 | 1 of 2 | 7 | 8 of 9 |");
        assertThatThrownBy(table::check).hasMessageContaining("8 tests of 9 have passed");
    }

    @Test
    void aTableThatSaysSomethingElseFailsTheCheckAndStays() throws IOException {
        readme(HEAD, RULE, WILDFLY.replace("| 7 | 9 |", "| 8 | 10 |"));
        wildFly();

        assertThatThrownBy(table::check)
                .hasMessageContaining("says something else")
                .hasMessageContaining(WILDFLY);
        assertThat(Files.readString(checkout.resolve("README.md"))).contains("| 8 | 10 |");
    }

    @Test
    void anEmptyTableFailsTheCheck() throws IOException {
        wildFly();

        assertThatThrownBy(table::check).hasMessageContaining("says something else");
    }

    @Test
    void serversThatHaveRunDifferentNumbersOfTestsFailTheCheck() throws IOException {
        wildFly();
        payara();
        report("payara", "Payara Server 6.2025.10", "container.BatchIT", 1, 0);
        table.write();

        assertThatThrownBy(table::check).hasMessageContaining("the same number of tests");
    }

    private void wildFly() throws IOException {
        report("wildfly", "WildFly 39.0.1.Final", "container.BatchIT", 2, 0);
        report("wildfly", "WildFly 39.0.1.Final", "container.HostApplicationIT", 7, 0);
    }

    private void payara() throws IOException {
        report("payara", "Payara Server 6.2025.10", "container.BatchIT", 2, 0);
        report("payara", "Payara Server 6.2025.10", "container.HostApplicationIT", 7, 0);
    }

    /** What failsafe writes, as far as it is read. */
    private void report(String run, String title, String name, int tests, int failures) throws IOException {
        Path folder = Files.createDirectories(
                checkout.resolve("target").resolve("server-reports").resolve(run));
        Files.writeString(
                folder.resolve("TEST-io.claimdispatch." + name + ".xml"),
                String.format(Locale.ROOT, """
                <testsuite name="io.claimdispatch.%s" tests="%d" errors="0" skipped="0" failures="%d">
                  <properties>
                    <property name="server.java.home" value="%s"/>
                    <property name="server.title" value="%s"/>
                  </properties>
                </testsuite>
                """, name, tests, failures, java17(), title));
    }

    private Path java17() throws IOException {
        Path home = Files.createDirectories(checkout.resolve("java"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17.0.15\"\n");
        return home;
    }

    private void readme(String... lines) throws IOException {
        Files.writeString(
                checkout.resolve("README.md"),
                "# Title\n\n<!-- servers: made by ServerTable -->\n"
                        + String.join(
                                "",
                                List.of(lines).stream().map(line -> line + "\n").toList())
                        + "<!-- /servers -->\n\nThe end.\n");
    }

    private void classes(String... names) throws IOException {
        Files.createDirectories(sources());
        for (String name : names) {
            Files.createFile(sources().resolve(name + ".java"));
        }
    }

    private Path sources() {
        return checkout.resolve(Path.of("src", "test", "java", "io", "claimdispatch", "container"));
    }
}
