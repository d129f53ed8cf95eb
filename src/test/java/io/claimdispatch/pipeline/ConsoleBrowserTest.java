package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.console.web.ConsoleClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;

/** What the console's pages show, to whom, and how. */
class ConsoleBrowserTest extends ConsolePageTest {

    private static final String JSON = "application/json";

    private static final String MEGABYTE = "x".repeat(1 << 20);

    /** Rows of several states, one of each kind of trouble. */
    private long someRows() throws Exception {
        for (int i = 0; i < 40; i++) {
            publish("order.paid", Map.of("order", 4700 + i));
        }
        dead();
        long dead = dead();
        untilStates("DEAD 2, PROCESSED 40");
        publish("invoice.created", Map.of("order", 4711));
        publish("order.paid", new TreeMap<>(Map.of("order", 4711, "password", "geheim", "lines", List.of(1, 2, 3))));
        long later = publish("mail", Map.of("to", "ann@example.com"));
        node.actionLogs().reschedule(later, Duration.ofDays(1), "ann");
        long cancelled = publish("report.monthly", Map.of("month", "2026-11"));
        node.actionLogs().cancel(cancelled, "bob", "ordered by mistake");
        node.actionLogs().pause("order.*", "ann", "the shop's database is being moved");
        return dead;
    }

    /** Beside the test's own: two whose settings differ, one with a wrong clock; a lost one, and one that was stopped. */
    private void someNodes() throws Exception {
        String detail = "SELECT CAST(detail AS VARCHAR(4000)) FROM action_logs_nodes";
        until(() -> !database.query(detail).isEmpty());
        JsonObject settings = json(database.query(detail).get(0)).getJsonObject("settings");
        aNode(
                "shop-1.example.com-1",
                "RUNNING",
                "-600",
                "{'skew': 12, 'inFlight': 7, 'window': 40, 'running': 4, 'lostLeases': 0, 'stuckTasks': 0, 'settings': "
                        + settings + "}");
        aNode(
                "shop-2-7d9c6b5f4-x2x8k-with-a-long-name",
                "RUNNING",
                "-600",
                "{'skew': -93500, 'inFlight': 31, 'window': 40, 'running': 16, 'lostLeases': 3, 'stuckTasks': 1,"
                        + " 'hangingCalls': ['claiming rows of action_logs since 2026-11-30T12:00:00Z'], 'settings': "
                        + Json.createObjectBuilder(settings)
                                .add("lease", "PT17M")
                                .add("limit", 50)
                                .build()
                        + "}");
        aNode("shop-3", "RUNNING", "1500", "{'skew': 4, 'inFlight': 2, 'window': 40, 'running': 2}");
        aNode("shop-4", "STOPPED", "3000", "{'lostLeases': 0}");
    }

    private static JsonObject json(Object text) {
        try (JsonReader reader = Json.createReader(new StringReader(String.valueOf(text)))) {
            return reader.readObject();
        }
    }

    private void aNode(String name, String state, String secondsAgo, String detail) throws Exception {
        database.execute("INSERT INTO action_logs_nodes (node, state, started_at, seen_at, detail) VALUES ("
                + quoted(name) + ", " + quoted(state)
                + ", CURRENT_TIMESTAMP - INTERVAL '1' HOUR, CURRENT_TIMESTAMP - INTERVAL '" + secondsAgo + "' SECOND, "
                + quoted(detail.replace('\'', '"')) + ")");
    }

    @Test
    void nodesAreShownWithWhereTheyDifferAndWhatIsWrongWithThem() throws Exception {
        someNodes();

        open("?view=nodes");

        untilReads("shop-4");
        assertThat(browser.script("return [...document.querySelectorAll('main section code')]"
                        + ".map(each => each.textContent).filter(each => /^shop/.test(each)).join()"))
                .asString()
                .as("the lost one first, the stopped one last")
                .matches("shop-3,.*shop-1.*,shop-2.*,shop-4");
        assertThat(browser.text())
                .contains("lease", "limit", "PT17M", "−1 min 33 s", "claiming rows of action_logs", "last seen 50 min")
                .doesNotContain("wake-up");
    }

    @ParameterizedTest
    @CsvSource({"390, 844, false", "390, 844, true", "1440, 900, false", "1440, 900, true"})
    void everyPageFitsAndHasNoBarrier(int width, int height, boolean isDark) throws Exception {
        long dead = someRows();
        someNodes();
        SoftAssertions all = new SoftAssertions();
        browser.looks(width, height, isDark);
        for (String view : List.of(
                "",
                "?view=rows",
                "?view=rows&q=state:skipped",
                "?view=row&id=" + dead,
                "?view=types",
                "?view=nodes",
                "?view=pauses",
                "?view=activity")) {
            open(view);
            untilShown("!document.querySelector('.boot')");

            Pictures.keep(browser, view, width, isDark);
            all.assertThat(browser.holds("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s fits into %s", view, width)
                    .isTrue();
            all.assertThat(browser.holds("matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(isDark);
            all.assertThat(browser.barriers()).as(view).isEmpty();
        }
        all.assertAll();
    }

    @Test
    void thePageOfARowSaysWhyItDoesNotRunAndWhatHappenedToIt() throws Exception {
        long dead = someRows();

        open("?view=row&id=" + dead);

        untilReads("It waits for an operator.");
        assertThat(browser.text()).contains("the shop does not answer", "second line", "order.failed");
    }

    @Test
    void theBrowserItselfRefusesMarkupFromTextAndScriptsOfOthers() {
        open("");
        mayComplainOf("TrustedHTML");
        mayComplainOf("Content Security Policy");

        assertThatThrownBy(() -> browser.script("document.body.innerHTML = '<b>x</b>'"))
                .isInstanceOf(JavascriptException.class)
                .hasMessageContaining("TrustedHTML");
        browser.script("const image = new Image(); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; ");
        until(() -> browser.complaints().stream().anyMatch(each -> each.contains("img-src")));
    }

    @Test
    void hostileTextsAreShownAsTexts() throws Exception {
        long id = publish("mail", new TreeMap<>(Map.of(HOSTILE, HOSTILE, "long", "w".repeat(5_000))));
        database.execute("UPDATE action_logs SET type = " + quoted(HOSTILE) + ", idempotency_key = "
                + quoted("key\u0000 " + HOSTILE + "w".repeat(100)) + ", claimed_by = " + quoted(HOSTILE)
                + ", state = 'DEAD', errors = "
                + quoted("[{\"attempt\": 1, \"at\": \"2026-11-30T12:00:00Z\", \"node\": \"<i>\", \"error\": \"<u>"
                        + MEGABYTE + "\"}]"));
        node.actionLogs().pause("mail", "ann<i>", HOSTILE);
        for (int width : List.of(390, 1440)) {
            browser.looks(width, 900, false);
            for (String view : List.of("", "?view=rows", "?view=row&id=" + id)) {
                open(view);
                untilShown("document.body.textContent.includes(" + json(HOSTILE) + ")");

                assertThat(browser.holds("document.querySelector('main img, main i, main u, main script, b b')"))
                        .as(view)
                        .isFalse();
                assertThat(browser.holds("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits into %s", view, width)
                        .isTrue();
            }
        }
        assertThat(browser.holds("document.body.textContent.includes(" + json("key\u0000 " + HOSTILE) + ")"))
                .isTrue();
        assertThat(browser.holds("document.body.textContent.includes('<u>xxxxxxxxx')"))
                .isTrue();
        assertThat(browser.holds("getComputedStyle(document.querySelector('h1')).unicodeBidi === 'isolate'"))
                .isTrue();
    }

    private static String json(String text) {
        return Json.createValue(text).toString();
    }

    @Test
    void aLargePayloadIsShownWithoutColours() {
        long id = publish("mail", Collections.nCopies(9_000, Map.of("a", 1)));

        open("?view=row&id=" + id);

        untilShown("document.querySelector('.json')");
        assertThat(browser.holds("document.querySelectorAll('.json span').length < 10"))
                .isTrue();
        assertThat(browser.holds("document.querySelector('.json').textContent.startsWith('[{\"a\":1},{\"a\":1}')"))
                .isTrue();
    }

    @Test
    void oddErrorsOfARowDoNotBreakItsPage() throws Exception {
        long id = publish("mail", Map.of("to", "ann"));
        String row = ConsoleClient.of(server.address(), "viewer")
                .get("api/v1/rows/" + id)
                .body();
        String odd = "{\"at\":\"yesterday\",\"attempt\":{\"a\":1},\"node\":[1],\"error\":{\"b\":2}}";
        held.answer("rows/" + id + "?", 200, JSON, row.replace("\"errors\":[]", "\"errors\":[" + odd + ",{}]"));

        open("?view=row&id=" + id);
        untilReads("yesterday");
        assertThat(browser.text()).contains("{\"b\":2}", "ann").doesNotContain("cannot be shown");

        mayComplainOf("TypeError");
        held.answer("rows/" + id + "?", 200, JSON, row.replace("\"errors\":[]", "\"errors\":[null]"));
        browser.press("r");
        untilReads("This part cannot be shown");
        assertThat(browser.text()).as("the other parts").contains("ann", "Published");
        held.release();
        browser.press("r");
        untilShown("!document.body.textContent.includes('cannot be shown')");
    }

    @Test
    void theKeyboardLeadsEverywhere() throws Exception {
        publish("first", "{}");
        long newest = publish("second", "{}");
        open("");

        browser.press("g", "r");
        untilShown("document.querySelectorAll('tbody tr').length === 2");
        browser.press("j", "j", "k", "x");
        untilShown("document.querySelector('tr.chosen.marked')");
        untilReads("One row marked");
        browser.press("x");
        untilShown("!document.querySelector('tr.marked')");
        browser.press("/");
        untilShown("document.activeElement.id === 'q'");
        browser.press("type:second", Keys.ENTER);
        untilShown("document.querySelectorAll('tbody tr').length === 1");
        browser.press(Keys.ESCAPE, "j", Keys.ENTER);
        untilShown("location.search.includes('id=" + newest + "')");
        untilReads("second");
        browser.press("?");
        untilShown("document.querySelector('dialog[open]')");
        assertThat(browser.barriers()).isEmpty();
        browser.press(Keys.ESCAPE);
        untilShown("!document.querySelector('dialog')");
        int before = held.reads();
        browser.press("r");
        until(() -> held.reads() > before);
        for (String key : List.of("t", "p", "a")) {
            browser.press("g", key);
            untilShown(
                    "document.querySelector('h1')?.textContent === document.querySelector('nav [aria-current]').textContent");
        }
        browser.press("g", "o");
        untilShown("document.querySelector('.verdict')");
    }

    @Test
    void keysCanBeSwitchedOff() {
        open("");
        browser.find("details.menu summary").click();
        assertThat(browser.holds("document.querySelector('details.menu').open")).isTrue();
        browser.find("details.menu input[type=checkbox]").click();
        browser.press(Keys.ESCAPE);

        browser.press("g", "r", "?");

        assertThat(browser.holds("document.querySelector('.verdict') && !document.querySelector('dialog')"))
                .isTrue();
        browser.script("localStorage.clear()");
    }

    @Test
    void focusAndSelectionSurviveTwentyReadings() throws Exception {
        long first = publish("first", "{}");
        open("?view=rows");
        untilShown("document.querySelectorAll('tbody tr').length === 1");
        browser.script("document.querySelector('.c-id a').focus();"
                + " getSelection().selectAllChildren(document.querySelector('.c-type code'))");

        for (int i = 2; i <= 21; i++) {
            publish("further", "{}");
            browser.press("r");
            untilShown("document.querySelectorAll('tbody tr').length === " + i);
        }

        assertThat(browser.script("return document.activeElement.textContent")).isEqualTo("" + first);
        assertThat(browser.script("return getSelection().toString()")).isEqualTo("first");
    }

    @Test
    void anAnswerToAnEarlierFilterNeverStandsUnderALaterOne() throws Exception {
        long waiting = publish("waits", "{}");
        long dead = dead();
        open("?view=rows&q=state:waiting");
        untilShown("document.querySelector('.c-id a').textContent === '" + waiting + "'");

        held.hold("state%3Adead");
        browser.find(".tabs a:nth-child(4)").click();
        until(() -> held.waiting() == 1);
        assertThat(browser.holds("document.querySelector('tbody tr')"))
                .as("rows of before")
                .isFalse();
        browser.find(".tabs a:nth-child(2)").click();
        untilShown("document.querySelector('.c-id a')?.textContent === '" + waiting + "'");
        held.release();
        untilShown("performance.getEntriesByType('resource').some(each => each.name.includes('state%3Adead'))");

        assertThat(browser.script("return document.querySelector('tbody').textContent"))
                .asString()
                .contains("" + waiting, "waits")
                .doesNotContain("order.failed");
        assertThat(dead).isNotEqualTo(waiting);
    }

    @ParameterizedTest
    @CsvSource({
        "502, text/html, <h1>Bad Gateway</h1>, The answer 502 is not of the console.",
        "404, text/html, <h1>Not Found</h1>, The answer 404 is not of the console.",
        "200, text/html, <form>Sign in</form>, You are not signed in any more.",
        "401, text/html, <h1>Sign in</h1>, You are not signed in any more.",
        "302, text/html, '', You are not signed in any more.",
        "503, application/json, '{\"message\":\"no\"}', The answer 503 is not of the console."
    })
    void whatAnswersInTheConsolesPlaceIsToldApart(int status, String type, String body, String text) {
        publish("mail", "{}");
        open("?view=rows");
        mayComplainOf("the server responded with a status of " + status);

        held.answer("api/v1/rows", status, type, body);
        browser.press("r");

        untilReads(text);
        held.release();
        browser.press("r");
        untilShown("!document.querySelector('.failure') && document.querySelector('tbody tr')");
    }

    @Test
    void onlyWhoReadsGermanLoadsIt() {
        String isLoaded = "performance.getEntriesByType('resource').some(each => each.name.includes('german'))";
        open("");
        untilShown("document.querySelector('.verdict')");
        assertThat(browser.holds(isLoaded)).isFalse();

        browser.find("details.menu summary").click();
        browser.find(".menu-body label:nth-of-type(3) select").sendKeys("Deutsch");

        untilReads("Alles in Ordnung");
        assertThat(browser.holds(isLoaded)).isTrue();
        assertThat(browser.script("return document.documentElement.lang")).isEqualTo("de");
        browser.script("localStorage.clear()");
    }

    @Test
    void aBrowserThatAsksForGermanGetsThePageInGerman() throws Exception {
        long dead = someRows();
        browser.speaks("de-DE,de");
        try {
            open("?view=row&id=" + dead);
            untilReads("Sie wartet auf einen Menschen.");
            assertThat(browser.script("return document.documentElement.lang")).isEqualTo("de");
        } finally {
            browser.speaks("en-US,en");
        }
    }
}
