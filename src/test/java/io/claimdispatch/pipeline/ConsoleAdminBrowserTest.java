package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.batch.ScriptedJobs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures, batch executions, and what an administrator does, on the console's pages. */
class ConsoleAdminBrowserTest extends ConsolePageTest {

    @BeforeEach
    void signIn() {
        browser.as("admin");
    }

    private void ask(String verb) {
        browser.button(verb).click();
        untilShown("document.querySelector('dialog[open]')");
    }

    private void answer(String reason, String verb) {
        browser.find("dialog textarea[name=reason]").sendKeys(reason);
        browser.script(
                "[...document.querySelectorAll('dialog button')].find(b => b.textContent === '" + verb + "').click()");
    }

    private ActionLog row(long id) {
        return node.actionLogs().find(id).orElseThrow();
    }

    private long later(Object payload) {
        return id(node.publisher()
                .publish(draft ->
                        draft.type("mail").eligibleIn(Duration.ofDays(1)).payload(payload)));
    }

    private void openRow(long id) {
        open("?view=row&id=" + id);
        untilShown("document.querySelector('.verbs button')");
    }

    @Test
    void failuresAreGroupedAndEachGroupLeadsToItsRows() throws Exception {
        long first = dead();
        long second = dead();
        database.execute("UPDATE action_logs_nodes SET started_at = {ts '2020-01-01 00:00:00'}");

        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {390, 1440}) {
                browser.looks(width, 900, isDark);
                open("?view=failures");
                untilShown("document.querySelector('table.failures')");
                Pictures.keep(browser, "failures", width, isDark);
                assertThat(browser.barriers()).isEmpty();
                assertThat(browser.holds("document.documentElement.scrollWidth <= innerWidth"))
                        .isTrue();
            }
        }
        untilReads("IllegalStateException");
        browser.find("table.failures a").click();
        untilShown("document.querySelectorAll('table.rows tbody tr').length === 2");
        assertThat(browser.text()).contains(Long.toString(first), Long.toString(second));

        open("");
        untilShown(
                "document.querySelector('#failures') && document.querySelector('#failures').closest('section').textContent.includes('order.failed')");
        Pictures.keep(browser, "overview-failures", 1440, true);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void withoutAFailureThePageSaysSo() {
        open("?view=failures");
        untilReads("Nothing fails");
    }

    @Test
    void aPayloadIsEditedWithItsMaskedValueLeftAndTheTimelineHasTheDiff() throws Exception {
        long id = later(Map.of("password", "geheim"));
        database.execute(
                "UPDATE action_logs SET payload = '{\"amount\":12345678901234567890.10,\"password\":\"geheim\"}'"
                        + " WHERE id = " + id);
        openRow(id);

        ask("Edit");
        untilShown("document.querySelector('dialog textarea[name=payload]')");
        Pictures.keep(browser, "edit", 1440, false);
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.find("dialog textarea[name=payload]").getDomProperty("value"))
                .isEqualTo("{\n  \"amount\": 12345678901234567890.10,\n  \"password\": \"•••1\"\n}");
        browser.script("const t = document.querySelector('dialog textarea[name=payload]');"
                + " t.value = t.value.replace('567890.10', '567891.10')");
        answer("a customer asks", "Edit");

        untilReads("The payload of row " + id + " is changed.");
        assertThat(row(id).payload()).isEqualTo("{\"amount\":12345678901234567891.10,\"password\":\"geheim\"}");
        untilShown("document.querySelector('.timeline .diff')");
        assertThat(browser.find(".timeline .diff").getText()).contains("/amount", "567890.10", "567891.10");
        Pictures.keep(browser, "edited", 1440, false);
        assertThat(browser.barriers()).isEmpty();
        open("?view=activity");
        untilShown("document.querySelector('.events .diff')");
    }

    @Test
    void anEditOfARowThatHasChangedMeanwhileIsRefused() throws Exception {
        long id = later(Map.of("a", 1));
        openRow(id);
        mayComplainOf("status of 412");

        ask("Edit");
        untilShown("document.querySelector('dialog textarea[name=payload]')");
        node.actionLogs().reschedule(id, Duration.ofDays(2), "ann");
        answer("too late", "Edit");

        untilReads("has changed it since you read it");
        assertThat(row(id).payload()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aRowIsClonedAndTheCloneIsShownThenDeleted() throws Exception {
        long id = dead();
        openRow(id);

        ask("Clone");
        Pictures.keep(browser, "clone", 390, true);
        browser.find("dialog select").sendKeys("in a day");
        answer("once more", "Clone");
        untilReads("is published.");
        long clone = node.actionLogs().latest(1).get(0).id();
        untilShown("document.querySelector('.crumbs').textContent.includes('" + clone + "')");
        assertThat(row(clone).state()).isEqualTo(ActionState.WAITING);

        openRow(id);
        ask("Delete");
        assertThat(browser.barriers()).isEmpty();
        answer("it is there twice", "Delete");
        untilReads("Row " + id + " is deleted.");
        assertThat(node.actionLogs().find(id)).isEmpty();
        untilShown("document.querySelector('.tabs')");
    }

    @Test
    void aRowIsPublishedFromTheList() throws Exception {
        open("?view=rows");
        untilShown("[...document.querySelectorAll('button')].some(b => b.textContent === 'Publish a row')");

        ask("Publish a row");
        Pictures.keep(browser, "publish", 1440, true);
        assertThat(browser.barriers()).isEmpty();
        browser.find("dialog input[name=type]").sendKeys("mail");
        browser.find("dialog input[name=key]").sendKeys("k-1");
        answer("a test mail", "Publish");

        untilReads("is published.");
        ActionLog made = node.actionLogs().find("mail", "k-1").orElseThrow();
        assertThat(made.payload()).isEqualTo("{}");
        ActionEvent event = node.actionLogs().events(made.id(), 1).get(0);
        assertThat(event.kind()).isEqualTo(ActionEvent.PUBLISH);
        assertThat(event.why()).isEqualTo("a test mail");
    }

    @Test
    void anOperatorIsOfferedNoneOfThese() throws Exception {
        long id = dead();
        browser.as("operator");
        openRow(id);
        assertThat(browser.text()).contains("Requeue").doesNotContain("Edit", "Clone", "Delete");
        open("?view=rows");
        untilShown("document.querySelector('table.rows')");
        assertThat(browser.text()).doesNotContain("Publish a row");
    }

    @Test
    void anExecutionThatTheRepositoryDoesNotKnowOrThatCannotBeAskedForCostsItsPanelAlone() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        long id = later(Map.of());
        database.execute("UPDATE action_logs SET execution_id = 17 WHERE id = " + id);
        openRow(id);
        untilReads("does not know execution 17");
        assertThat(browser.barriers()).isEmpty();

        jobs.silent(new IllegalStateException("away"));
        mayComplainOf("status of 503");
        openRow(id);
        untilReads("The batch runtime of this server has not answered in time");
        assertThat(browser.text()).contains("Timeline", "Payload");
    }
}
