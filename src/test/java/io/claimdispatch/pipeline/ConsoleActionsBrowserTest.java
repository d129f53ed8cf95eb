package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What an operator does on the console's pages, and what the pages say where it is refused. */
class ConsoleActionsBrowserTest extends ConsolePageTest {

    @BeforeEach
    void signIn() {
        browser.as("operator");
    }

    /** A waiting row that is due tomorrow. */
    private long later(String type) {
        return id(node.publisher()
                .publish(draft ->
                        draft.type(type).eligibleIn(Duration.ofDays(1)).payload(Map.of("password", "geheim"))));
    }

    private void openRow(long id) {
        open("?view=row&id=" + id);
        untilShown("document.querySelector('.verbs button')");
    }

    private void ask(String verb) {
        browser.button(verb).click();
        untilShown("document.querySelector('dialog[open]')");
    }

    private void answer(String reason, String verb) {
        browser.find("dialog textarea").sendKeys(reason);
        browser.button(verb).click();
    }

    private ActionLog row(long id) {
        return node.actionLogs().find(id).orElseThrow();
    }

    private ActionEvent event(long id) {
        return node.actionLogs().events(id, 1).get(0);
    }

    @Test
    void aRowIsRetriedWithAReasonAndTheTimelineHasIt() throws Exception {
        long id = later("mail");
        openRow(id);

        ask("Retry now");
        Pictures.keep(browser, "retry", 1440, false);
        assertThat(browser.barriers()).isEmpty();
        answer("  ", "Retry now");
        untilReads("Say why");
        answer("the customer waits", "Retry now");

        untilReads("Row " + id + " is due now.");
        untilShown("document.querySelector('.timeline').textContent.includes('the customer waits')");
        assertThat(row(id).eligibleAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(event(id).who()).isEqualTo("operator");
        assertThat(event(id).why()).isEqualTo("the customer waits");
        untilReads("No due row comes before it.");
    }

    @Test
    void aRowIsMovedCancelledAndRequeued() throws Exception {
        long id = later("mail");
        openRow(id);

        browser.looks(390, 844, true);
        ask("Reschedule");
        Pictures.keep(browser, "reschedule", 390, true);
        assertThat(browser.barriers()).isEmpty();
        browser.find("dialog select").sendKeys("in a week");
        answer("next week", "Reschedule");
        untilReads("is due at another time");
        assertThat(row(id).eligibleAt()).isAfter(Instant.now().plus(Duration.ofDays(6)));
        ask("Cancel");
        answer("ordered by mistake", "Cancel");
        untilReads("is cancelled");
        assertThat(row(id).state()).isEqualTo(ActionState.CANCELLED);
        ask("Requeue");
        answer("it was none", "Requeue");
        untilReads("starts over");
        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aRowIsMovedToATimeOfTheZoneThatIsShown() throws Exception {
        long id = later("mail");
        openRow(id);
        browser.find("details.menu summary").click();
        browser.find(".menu-body label:nth-of-type(2) select").sendKeys("UTC");
        browser.press(Keys.ESCAPE);

        ask("Reschedule");
        browser.find("dialog select").sendKeys("at a time");
        untilShown("document.querySelector('dialog input[name=time]')");
        browser.script("document.querySelector('dialog input[name=time]').value = '2100-01-02T03:04:05'");
        answer("a new century", "Reschedule");

        untilReads("is due at another time");
        assertThat(row(id).eligibleAt()).isEqualTo(Instant.parse("2100-01-02T03:04:05Z"));
        browser.script("localStorage.clear()");
    }

    @ParameterizedTest
    @CsvSource({"viewer, false", "operator, true"})
    void onlyWhatTheUserMayDoIsOffered(String user, boolean isOffered) throws Exception {
        browser.as(user);
        long id = later("mail");
        node.actionLogs().pause("mail", "ann", "moved");
        for (String view : new String[] {"", "?view=row&id=" + id, "?view=types", "?view=pauses"}) {
            open(view);
            untilShown("!document.querySelector('.boot') && document.querySelector('.me')");

            assertThat(browser.holds("document.querySelector('main button')"))
                    .as(view)
                    .isEqualTo(isOffered);
        }
    }

    @Test
    void aRowThatSomebodyElseHasChangedIsNotTouched() throws Exception {
        long id = later("mail");
        openRow(id);
        mayComplainOf("status of 412");

        ask("Cancel");
        node.actionLogs().reschedule(id, Duration.ofDays(2), "ann");
        answer("not needed", "Cancel");

        untilReads("has changed it since you read it");
        assertThat(browser.barriers()).isEmpty();
        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
        browser.button("Read again").click();
        untilShown("!document.querySelector('dialog')");
        untilShown("document.querySelector('.timeline').textContent.includes('ann')");
    }

    @ParameterizedTest
    @CsvSource({
        "403, CLAIM0262, You may not do this.",
        "403, CLAIM0267, The console is read-only here.",
        "404, CLAIM0272, It is not there any more.",
        "409, CLAIM0279, It is not in a state for this any more.",
        "503, CLAIM0273, The node has much to do right now.",
        "503, CLAIM0020, The database does not answer."
    })
    void whatIsRefusedIsSaidInASentence(int status, String id, String text) throws Exception {
        openRow(later("mail"));
        mayComplainOf("status of " + status);

        ask("Cancel");
        held.answerOnce("/cancel", status, id);
        answer("not needed", "Cancel");

        untilReads(text);
        assertThat(browser.text()).contains(id);
        assertThat(browser.holds("document.querySelector('dialog textarea').value === 'not needed'"))
                .isTrue();
    }

    @Test
    void anOldTokenIsReplacedWithoutAskingTheUser() throws Exception {
        long id = later("mail");
        openRow(id);
        mayComplainOf("status of 403");

        ask("Cancel");
        held.answerOnce("/cancel", 403, "CLAIM0266");
        answer("not needed", "Cancel");

        untilReads("is cancelled");
        assertThat(row(id).state()).isEqualTo(ActionState.CANCELLED);
    }

    @Test
    void aDialogSurvivesTwentyReadingsAndLeadsBackToItsButton() throws Exception {
        long id = later("mail");
        openRow(id);
        ask("Cancel");
        browser.find("dialog textarea").sendKeys("half a");

        for (int i = 1; i <= 20; i++) {
            int before = held.reads();
            node.actionLogs().reschedule(id, Duration.ofDays(i + 1), "ann");
            browser.script("document.dispatchEvent(new Event('visibilitychange'))");
            until(() -> held.reads() > before);
        }

        browser.press(" reason");
        assertThat(browser.holds("document.querySelector('dialog textarea').value === 'half a reason'"))
                .isTrue();
        browser.press(Keys.ESCAPE);
        untilShown("!document.querySelector('dialog')");
        assertThat(browser.script("return document.activeElement.textContent")).isEqualTo("Cancel");
        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aTypeIsPausedAndResumed() throws Exception {
        publish("mail", Map.of());
        open("?view=types");
        untilShown("document.querySelector('[aria-label=\"Pause mail\"]')");

        browser.find("[aria-label='Pause mail']").click();
        answer("the server moves", "Pause");
        untilReads("mail is paused.");
        assertThat(node.actionLogs().paused())
                .extracting(Pause::pattern, Pause::who, Pause::why)
                .containsExactly(tuple("mail", "operator", "the server moves"));
        open("?view=pauses");
        ask("Pause a type");
        browser.find("dialog input").sendKeys("order.*");
        answer("moved too", "Pause");
        untilReads("order.* is paused.");
        open("?view=pauses");
        browser.find("[aria-label='Resume order.*']").click();
        answer("it is back", "Resume");
        untilReads("order.* runs again.");
        assertThat(node.actionLogs().paused()).hasSize(1);
        open("?view=activity");
        untilReads("it is back");
    }

    @Test
    void markedRowsAreRequeuedByKeyboardAndEachIsAskedForAgain() throws Exception {
        long first = dead();
        long second = dead();
        open("?view=rows&q=state:dead");
        untilShown("document.querySelectorAll('tbody tr').length === 2");

        browser.press("j", "x", "j", "x");
        untilReads("2 rows marked");
        node.actionLogs().requeue(first, "ann");
        ask("Requeue (2)");
        browser.press("the shop is back", Keys.TAB, Keys.TAB, Keys.ENTER);

        untilReads("Refused, since they had changed: " + first);
        assertThat(row(second).state()).isEqualTo(ActionState.WAITING);
        assertThat(event(second).why()).isEqualTo("the shop is back");
        assertThat(event(first).who()).isEqualTo("ann");
    }

    private void markTwoDeadRows() {
        open("?view=rows&q=state:dead");
        untilShown("document.querySelectorAll('tbody tr').length === 2");
        browser.press("j", "x", "j", "x");
        untilReads("2 rows marked");
    }

    @Test
    void aListThatStopsSaysHowFarItCameAndGoesOnFromThere() throws Exception {
        long last = dead();
        long next = dead();
        markTwoDeadRows();
        mayComplainOf("status of 403");

        ask("Requeue (2)");
        held.answerOnce("rows/" + last + "/requeue", 403, "CLAIM0262");
        answer("the shop is back", "Requeue: 2 rows");

        untilReads("One row done. It stopped at row " + last + ". You may not do this.");
        assertThat(browser.text()).doesNotContain("Nothing was changed");
        assertThat(row(next).state()).isEqualTo(ActionState.WAITING);
        assertThat(row(last).state()).isEqualTo(ActionState.DEAD);

        browser.button("Requeue: 2 rows").click();
        untilReads("2 rows done.");
        assertThat(row(last).state()).isEqualTo(ActionState.WAITING);
        assertThat(browser.text()).doesNotContain("Refused");
    }

    @Test
    void aListWaitsForANodeThatHasMuchToDo() throws Exception {
        long last = dead();
        dead();
        markTwoDeadRows();
        mayComplainOf("status of 503");

        ask("Requeue (2)");
        held.answerOnce("rows/" + last + "/requeue", 503, "CLAIM0273");
        answer("the shop is back", "Requeue: 2 rows");

        untilReads("2 rows done.");
        assertThat(row(last).state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aTimeThatNobodyCanSendDoesNotHangTheDialog() throws Exception {
        long id = later("mail");
        openRow(id);
        ask("Reschedule");
        browser.find("dialog select").sendKeys("at a time");
        untilShown("document.querySelector('dialog input[name=time]')");
        browser.script("document.querySelector('dialog input[name=time]').value = '12345-01-02T03:04:05'");

        answer("a far century", "Reschedule");
        assertThat(browser.holds("document.querySelector('dialog input[name=time]').validity.rangeOverflow"))
                .isTrue();
        assertThat(browser.text()).doesNotContain("Sending");

        browser.script("document.querySelector('dialog input[name=time]').removeAttribute('max')");
        browser.button("Reschedule").click();
        untilReads("Something in it is not as the page expects.");
        browser.script("document.querySelector('dialog input[name=time]').value = '2100-01-02T03:04:05'");
        browser.button("Reschedule").click();
        untilReads("is due at another time");
    }

    @Test
    void aDialogThatSendsStaysOpenHoweverOftenEscIsPressed() throws Exception {
        long id = later("mail");
        openRow(id);
        ask("Cancel");
        browser.script("window.closings = 0;"
                + " document.querySelector('dialog').addEventListener('close', () => window.closings++)");
        held.hold("/cancel");
        answer("not needed", "Cancel");
        until(() -> held.waiting() == 1);

        browser.press(Keys.ESCAPE);
        browser.press(Keys.ESCAPE);

        untilShown("window.closings > 0 && document.querySelector('dialog[open]')");
        assertThat(browser.text()).contains("Sending");
        held.release();
        untilReads("is cancelled");
        untilShown("!document.querySelector('dialog')");
    }

    @Test
    void thePageOfOneUserDoesNotActAsAnother() throws Exception {
        long id = later("mail");
        openRow(id);
        mayComplainOf("status of 403");

        ask("Cancel");
        browser.as("admin");
        answer("not needed", "Cancel");

        untilReads("You are not signed in any more.");
        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aTypeLeadsToItsRowsWhateverItsName() throws Exception {
        publish("with blank", Map.of());
        publish("a,b", Map.of());
        publish("other", Map.of());
        open("?view=types");
        untilReads("with blank");

        assertThat(browser.script(
                        "return [...document.querySelectorAll('.types a')].map(each => each.textContent).join()"))
                .asString()
                .contains("with blank", "other")
                .doesNotContain("a,b");
        browser.find(".types a[href*='with+blank']").click();
        untilShown("document.querySelector('.c-type code')?.textContent === 'with blank'");
        assertThat(browser.holds("document.querySelectorAll('tbody tr').length === 1"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a/b", "a%2Fb", "a b&c=d"})
    void aTypeIsResumedWhateverItsName(String type) throws Exception {
        node.actionLogs().pause(type, "ann", "moved");
        open("?view=pauses");
        untilShown("document.querySelector('.pause button')");

        browser.find(".pause button").click();
        answer("it is back", "Resume");

        untilReads(type + " runs again.");
        assertThat(node.actionLogs().paused()).isEmpty();
    }

    @Test
    void aLateAnswerShowsNoMaskedValuesToWhomHasTurnedAway() throws Exception {
        browser.as("admin");
        long id = id(node.publisher()
                .publish(draft -> draft.type("mail")
                        .eligibleIn(Duration.ofDays(1))
                        .payload(new TreeMap<>(Map.of("password", "geheim", "text", "x".repeat(1_000_000))))));
        openRow(id);
        browser.button("Show all of it").click();
        untilShown("document.querySelector('.json').textContent.length > 900000");

        held.hold("/unmask");
        browser.button("Show masked values").click();
        until(() -> held.waiting() == 1);
        browser.button("Show the beginning only").click();
        held.release();

        untilShown("performance.getEntriesByType('resource').some(each => each.name.includes('/unmask'))");
        assertThat(browser.text()).doesNotContain("geheim", "Show the beginning only");
        assertThat(event(id).kind()).isEqualTo("UNMASK");
    }

    @Test
    void anAdministratorSeesWhatIsNotJson() throws Exception {
        browser.as("admin");
        long id = later("mail");
        database.execute("UPDATE action_logs SET payload = 'geheim, and no JSON'");
        openRow(id);
        untilReads("What is stored is not JSON.");

        browser.button("Show masked values").click();

        untilReads("geheim, and no JSON");
        assertThat(event(id).kind()).isEqualTo("UNMASK");
    }

    @Test
    void anAdministratorSeesMaskedValuesAndThatStandsInTheTimeline() throws Exception {
        browser.as("admin");
        long id = later("mail");
        openRow(id);
        assertThat(browser.text()).doesNotContain("geheim");

        browser.button("Show masked values").click();

        untilReads("geheim");
        assertThat(event(id).kind()).isEqualTo("UNMASK");
    }

    @Test
    void theNodeRunsOnce() throws Exception {
        long id = publish("mail", Map.of());
        open("");
        untilShown("document.querySelector('main button')");

        ask("Run once");
        answer("to see it", "Run once");

        untilReads("Claimed: 1, handed over: 1");
        untilIs(id, ActionState.PROCESSED);
    }
}
