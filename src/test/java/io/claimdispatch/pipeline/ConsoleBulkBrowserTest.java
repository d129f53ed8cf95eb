package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A command on many rows, as an operator gives it on the console's pages. */
class ConsoleBulkBrowserTest extends ConsolePageTest {

    private void publishLater(int count) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count),
                        (number, draft) -> draft.type("mail").eligibleAt(Instant.parse("2100-01-01T00:00:00Z")));
    }

    private void openDialog(String button) {
        browser.script(
                "[...document.querySelectorAll('main button')].find(each => each.textContent.startsWith(arguments[0])).focus()",
                button);
        browser.press(Keys.ENTER);
        untilShown("document.activeElement.name === 'verb'");
    }

    @Test
    void allRowsOfAFilterAreCancelledByKeyboardAfterAPreviewAndALookAtTheFirst() throws Exception {
        browser.as("operator");
        publishLater(1_100);
        node.actionLogs().pause("mail", "ann", "moved");
        open("?view=rows&q=state:waiting");
        untilReads("All that match …");

        openDialog("All that match");
        assertThat(browser.barriers()).isEmpty();
        Pictures.keep(browser, "bulk", 1440, false);
        browser.press("Ca", Keys.TAB, "2", Keys.TAB, "ordered by mistake", Keys.TAB, Keys.TAB, Keys.ENTER);
        untilReads("Type 1100 to go on");
        assertThat(browser.text()).contains("Nothing has been changed yet.", "1,100");
        assertThat(browser.barriers()).isEmpty();
        browser.looks(390, 844, true);
        Pictures.keep(browser, "bulk-preview", 390, true);
        assertThat(browser.barriers()).isEmpty();
        browser.press("1000", Keys.ENTER);
        untilReads("That is another number.");
        assertThat(count(ActionState.CANCELLED)).isZero();
        browser.press(Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE, "100", Keys.ENTER);

        untilReads("2 of 1,100 rows done. Look at them, and go on when they are fine.");
        assertThat(browser.barriers()).isEmpty();
        Pictures.keep(browser, "bulk-canary", 390, true);
        assertThat(count(ActionState.CANCELLED)).isEqualTo(2);
        browser.press(Keys.ENTER);
        untilReads("1,100 of 1,100 rows done.");
        untilShown("[...document.querySelectorAll('dialog button')].some(each => each.textContent === 'Close')");
        browser.press(Keys.ENTER);
        untilShown("!document.querySelector('dialog')");

        assertThat(count(ActionState.CANCELLED)).isEqualTo(1_100);
        assertThat(node.actionLogs().events(1).get(0).why()).isEqualTo("ordered by mistake");
    }

    @Test
    void markedRowsAreMadeDueWithAWarningThatTheirTypeIsPaused() throws Exception {
        browser.as("operator");
        publishLater(3);
        node.actionLogs().pause("mail", "ann", "moved");
        open("?view=rows&q=state:waiting");
        untilShown("document.querySelectorAll('tbody tr').length === 3");
        browser.press("j", "x", "j", "x");
        untilReads("2 rows marked");

        openDialog("With a preview");
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB, "the shop waits", Keys.TAB, Keys.TAB, Keys.ENTER);
        untilReads("mail is paused: 2 of these rows will wait.");
        browser.press(Keys.ENTER);

        untilReads("2 of 2 rows done.");
        assertThat(database.count("end_at < {ts '2090-01-01 00:00:00'}")).isEqualTo(2);
    }

    @Test
    void anotherOperatorGoesOnFromTheActivityWithWhatWasLeft() throws Exception {
        publishLater(1_100);
        BulkUser operator = new BulkUser(node, server, "operator");
        String id = operator.preview("cancel", "state:waiting").getString("id");
        assertThat(operator.step(id, "{\"typed\":1100}").getInt("done")).isEqualTo(500);
        open("?view=activity");
        untilReads("Not done yet");
        assertThat(browser.holds("document.querySelector('.verbs button')")).isFalse();

        browser.as("admin");
        open("?view=activity");
        untilReads("500 of 1,100 rows done.");
        assertThat(browser.barriers()).isEmpty();
        Pictures.keep(browser, "bulk-activity", 1440, false);
        browser.find("[aria-label='Go on with bulk action " + id + "']").sendKeys(Keys.ENTER);
        untilReads("1,100 of 1,100 rows done.");
        browser.press(Keys.ESCAPE);

        untilShown("!document.querySelector('dialog')");
        untilReads("finished a bulk action");
        assertThat(count(ActionState.CANCELLED)).isEqualTo(1_100);
    }

    @Test
    void whatTheServerRefusesIsSaidAndNothingIsLost() throws Exception {
        browser.as("operator");
        publishLater(1);
        open("?view=rows&q=state:waiting");
        untilReads("All that match …");
        mayComplainOf("status of 409");

        openDialog("All that match");
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB, "the shop waits", Keys.TAB, Keys.TAB, Keys.ENTER);
        untilReads("Nothing has been changed yet.");
        held.answerOnce("/run", 409, "CLAIM0252");
        browser.press(Keys.ENTER);
        untilReads("CLAIM0252");
        browser.button("Change it").click();

        untilShown("document.querySelector('dialog textarea').checkVisibility()");
        assertThat(browser.holds("document.querySelector('dialog textarea').value === 'the shop waits'"))
                .isTrue();
    }
}
