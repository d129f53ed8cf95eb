package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.servers.FetchedProgram;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The console's page in a real browser. Each test fails on what its console complains of, the policy's refusals among it,
 * and on each request that goes elsewhere.
 */
abstract class ConsolePageTest extends PipelineTest {

    /** Markup, a line end of JavaScript's own, and a sign that turns the order of letters round. */
    static final String HOSTILE = "</script><img src=x onerror=alert(1)><b>\u2028\u202Egnp.exe";

    static Chromium browser;

    /** What the browser itself may complain of: answers that are errors, where a test wants them. */
    private final List<String> expected = new ArrayList<>();

    final HeldAnswers held = new HeldAnswers();
    Node node;
    ConsoleServer server;

    ConsolePageTest() {
        super(Databases.H2);
    }

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = FetchedProgram.required(Chromium.start(), "chromium and chromium-driver");
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        node = byHand(node().set("retry.max-attempts", "3")
                .on("mail", row -> Job.task(() -> {}))
                .on("order.paid", row -> Job.task(() -> {}))
                .on("order.failed", row -> {
                    throw new IllegalStateException("the shop does not answer\nsecond line");
                }));
        server = ConsoleServer.with(() -> node.get(ConsoleApi.class))
                .filter(held)
                .start();
        browser.as("viewer").looks(1440, 900, false);
        browser.complaints();
        browser.requests();
    }

    @AfterEach
    void complainsOfNothingAndAsksNobodyElse() throws Exception {
        List<String> complaints = browser.complaints();
        List<String> requests = browser.requests();
        browser.open(URI.create("about:blank"));
        held.release();
        if (server != null) {
            server.close();
        }

        assertThat(complaints).allSatisfy(each -> assertThat(expected).anyMatch(each::contains));
        assertThat(requests)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each)
                        .matches(asked -> asked.startsWith("" + server.address()) || asked.startsWith("data:")));
    }

    void mayComplainOf(String text) {
        expected.add(text);
    }

    void open(String query) {
        browser.open(URI.create(server.address() + query));
        untilShown("document.querySelector('h1')");
    }

    /** Until an expression holds on the page. */
    void untilShown(String expression) {
        until(() -> browser.holds(expression));
    }

    /** Until the page has a text. */
    void untilReads(String text) {
        Awaitility.await(text).atMost(LONGEST).until(() -> browser.text().contains(text));
    }

    long publish(String type, Object payload) {
        return id(
                node.publisher().publish(draft -> draft.type(type).eligibleNow().payload(payload)));
    }

    /** A row that has failed for good. */
    long dead() throws Exception {
        long id = publish(
                "order.failed",
                new TreeMap<>(Map.of(
                        "order", 4711, "customer", Map.of("name", "Ann"), "lines", List.of(17, 4), "token", "geheim")));
        until(() -> {
            node.scheduler().runOnce();
            return is(id, ActionState.DEAD);
        });
        return id;
    }

    /** As a text of SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
