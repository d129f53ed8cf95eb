package io.claimdispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLogs;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's WAR in WildFly, from outside: what a person sees who starts it. */
@ArquillianTest
@RunAsClient
class DemoIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @ArquillianResource
    private URI base;

    private DemoClient demo;

    @Deployment(testable = false)
    static WebArchive demo() {
        return ShrinkWrap.createFromZipFile(
                WebArchive.class, new File(System.getProperty("build.dir", "target"), "claim-dispatch-demo.war"));
    }

    @BeforeEach
    void open() {
        demo = new DemoClient(base);
    }

    @Test
    void a_sign_up_is_mailed_after_the_delay_and_its_row_is_processed() {
        String address = someone();
        long id = id(demo.post("signup", Map.of("email", address, "delaySeconds", "2")), 201, "stored");

        await().atMost(SOON).until(() -> isProcessed(id));

        List<JsonObject> mails = mailsTo(address);
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).getString("subject")).isEqualTo("Welcome");
        assertThat(mails.get(0).getString("text")).contains(address);
        JsonObject row = demo.action(id);
        assertThat(row.getString("type")).isEqualTo("email.welcome");
        assertThat(row.getInt("failCount")).isZero();
        assertThat(row.getBoolean("routed")).isTrue();
        assertThat(instant(row, "claimedAt")).isAfterOrEqualTo(instant(row, "endAt"));
        assertThat(instant(row, "processedAt")).isAfterOrEqualTo(instant(row, "claimedAt"));
    }

    @Test
    void an_action_waits_until_its_delay_is_over() {
        String address = someone();
        long id = id(demo.post("signup", Map.of("email", address, "delaySeconds", "3600")), 201, "stored");

        JsonObject row = demo.action(id);

        assertThat(row.getString("state")).isEqualTo("waiting");
        assertThat(row.get("claimedAt")).isEqualTo(JsonValue.NULL);
        assertThat(row.get("processedAt")).isEqualTo(JsonValue.NULL);
        assertThat(mailsTo(address)).isEmpty();
    }

    @Test
    void signing_up_twice_is_answered_with_the_first_action_and_mailed_once() {
        String address = someone();
        long first = id(demo.post("signup", Map.of("email", address, "delaySeconds", "0")), 201, "stored");
        long second = id(demo.post("signup", Map.of("email", address, "delaySeconds", "0")), 200, "duplicate");
        assertThat(second).isEqualTo(first);

        await().atMost(SOON).until(() -> isProcessed(first));

        assertThat(mailsTo(address)).hasSize(1);
    }

    @Test
    void a_welcome_that_the_mail_server_refuses_is_a_failed_attempt_and_waits_for_the_next() {
        String address = UUID.randomUUID() + "@busy.example";
        long id = id(demo.post("signup", Map.of("email", address, "delaySeconds", "0")), 201, "stored");

        await().atMost(SOON).until(() -> demo.action(id).getInt("failCount") > 0);

        assertThat(demo.action(id).getString("lastError")).endsWith("SendFailedException");
        assertThat(demo.action(id).get("processedAt")).isEqualTo(JsonValue.NULL);
        assertThat(mailsTo(address)).isEmpty();
    }

    @Test
    void a_report_is_written_by_a_batch_execution_whose_id_is_in_the_row() {
        long id = id(demo.post("reports", Map.of("rows", "2500")), 201, "stored");

        await().atMost(SOON).until(() -> isProcessed(id));

        String name = "report-" + id + ".csv";
        assertThat(demo.action(id).get("executionId")).isNotEqualTo(JsonValue.NULL);
        List<JsonObject> files =
                demo.list("reports", file -> file.getString("name").equals(name));
        assertThat(files).hasSize(1);
        assertThat(files.get(0).getInt("rows")).isEqualTo(2500);
        String text = demo.get(files.get(0).getString("link")).body();
        assertThat(text).hasSize(files.get(0).getInt("bytes"));
        assertThat(text.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .hasSize(2500)
                .startsWith("1", "2")
                .endsWith("2500")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,5",
                "'',5",
                "no address,5",
                "ada@,5",
                "Ada <ada@example.org>,5",
                "jürgen@example.org,5",
                "ada@example.org,-1",
                "ada@example.org,soon",
                "ada@example.org,1.5",
                "ada@example.org,99999999999"
            })
    void a_sign_up_that_makes_no_sense_is_refused_and_nothing_is_stored(String email, String delay) {
        List<Long> before = rows();

        DemoClient.Answer answer = email == null
                ? demo.post("signup", Map.of("delaySeconds", delay))
                : demo.post("signup", Map.of("email", email, "delaySeconds", delay));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isNotBlank();
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "100001", "many"})
    void a_report_of_an_impossible_size_is_refused(String rows) {
        DemoClient.Answer answer = demo.post("reports", Map.of("rows", rows));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).contains("rows");
    }

    @Test
    void a_form_sent_without_script_redirects_to_the_page() {
        DemoClient.Answer answer = demo.post(
                "signup", Map.of("email", someone(), "delaySeconds", "3600"), "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.response().headers().firstValue("Location")).hasValue("/");
        assertThat(demo.get("").body()).contains("<form action=\"signup\"", "<form action=\"reports\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://evil.example",
        "Origin, http://127.0.0.1:1",
        "Origin, null",
        "Referer, http://evil.example/127.0.0.1/"
    })
    void cross_site_requests_are_refused_and_store_nothing(String header, String value) {
        List<Long> before = rows();

        DemoClient.Answer signUp = demo.post("signup", Map.of("email", someone(), "delaySeconds", "0"), header, value);
        DemoClient.Answer report = demo.post("reports", Map.of("rows", "1"), header, value);

        assertThat(signUp.status()).isEqualTo(403);
        assertThat(report.status()).isEqualTo(403);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void requests_of_the_demos_own_page_are_accepted() {
        String page = base.getScheme() + "://" + base.getAuthority();

        DemoClient.Answer script = demo.post(
                "signup",
                Map.of("email", someone(), "delaySeconds", "3600"),
                "Origin",
                page,
                "Sec-Fetch-Site",
                "same-origin",
                "Referer",
                page + "/");
        DemoClient.Answer olderBrowser =
                demo.post("signup", Map.of("email", someone(), "delaySeconds", "3600"), "Referer", page + "/");

        assertThat(script.status()).isEqualTo(201);
        assertThat(olderBrowser.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "127.0.0.1, 200",
        "[::1]:8080, 200",
        "evil.example, 421",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421"
    })
    void a_request_for_a_foreign_host_name_is_refused(String host, int status) throws IOException {
        for (String path : List.of("actions", "inbox", "reports", "", "demo.js")) {
            assertThat(demo.statusByName(host, path)).as(path).isEqualTo(status);
        }
    }

    @Test
    void no_other_site_can_frame_the_demos_page() {
        assertThat(demo.get("").response().headers().firstValue("Content-Security-Policy"))
                .hasValue("frame-ancestors 'none'");
    }

    @Test
    void a_request_that_fails_is_answered_without_a_stack_trace() {
        DemoClient.Answer answer = demo.post("signup", Map.of(), "Content-Type", "multipart/form-data; boundary=x");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().getString("error")).isEqualTo("this failed; the server's log says why");
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", ".java:");
    }

    @Test
    void failed_reports_show_only_the_class_of_their_error_and_waiting_reports_are_bounded() throws IOException {
        List<Long> ids = new ArrayList<>();
        whileReportsFail(() -> {
            askForAllReports(ids);
            DemoClient.Answer oneMore = demo.post("reports", Map.of("rows", "1"));

            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(oneMore.json().getString("error")).contains("20 are waiting or running");
            await().atMost(SOON).until(() -> demo.action(ids.get(0)).getInt("failCount") > 0);
            assertThat(demo.action(ids.get(0)).getString("lastError")).matches("[\\w.]+\\.\\w+(Exception|Error)");
        });
        await().atMost(SOON).until(() -> ids.stream().allMatch(this::isProcessed));

        long last = id(demo.post("reports", Map.of("rows", "1")), 201, "stored");
        await().atMost(SOON).until(() -> isProcessed(last));

        assertThat(demo.list("reports", file -> true))
                .as("older ones are deleted")
                .hasSize(20)
                .first()
                .satisfies(newest -> assertThat(newest.getString("name")).isEqualTo("report-" + last + ".csv"));
    }

    @Test
    void waiting_reports_are_bounded_however_many_other_actions_follow() throws IOException {
        List<Long> ids = new ArrayList<>();
        whileReportsFail(() -> {
            askForAllReports(ids);
            for (int i = 0; i < ActionLogs.MAX_ROWS; i++) {
                id(demo.post("signup", Map.of("email", someone(), "delaySeconds", "3600")), 201, "stored");
            }

            assertThat(demo.post("reports", Map.of("rows", "1")).status()).isEqualTo(429);
        });
        await().atMost(SOON).until(() -> ids.stream().allMatch(this::isMade));
    }

    /** Moves their folder away: each of them fails, and is tried again. */
    private void whileReportsFail(Runnable test) throws IOException {
        Path folder = Path.of(System.getProperty("build.dir", "target"), "demo-reports");
        Path away = folder.resolveSibling("demo-reports-away");
        assertThat(demo.get("reports").status()).as("the folder is there").isEqualTo(200);
        try (Stream<Path> ofEarlierRuns = Files.list(folder)) {
            ofEarlierRuns.forEach(file -> file.toFile().delete());
        }
        Files.move(folder, away);
        try {
            test.run();
        } finally {
            Files.move(away, folder);
        }
    }

    /** As many as may wait at once. */
    private void askForAllReports(List<Long> ids) {
        for (int i = 0; i < 20; i++) {
            ids.add(id(demo.post("reports", Map.of("rows", "1")), 201, "stored"));
        }
    }

    @Test
    void a_days_traffic_is_published_once_and_has_what_there_is_to_look_at() {
        DemoClient.Answer first = demo.post("traffic", Map.of());
        DemoClient.Answer second = demo.post("traffic", Map.of());

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().getInt("published")).isEqualTo(3_000);
        assertThat(second.json().getInt("published")).isZero();
        // of the newest rows, those of the last two types: one is paused, and the other has no processor
        List<JsonObject> newest =
                demo.list("actions", row -> row.getString("type").startsWith("shop."));
        assertThat(newest)
                .extracting(row -> row.getString("type"))
                .contains("shop.newsletter.send", "shop.review.import");
        assertThat(newest).allSatisfy(row -> assertThat(row.getString("state")).isEqualTo("waiting"));
        assertThat(newest.stream().filter(row -> row.getString("type").equals("shop.review.import")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getBoolean("routed")).isFalse());
    }

    @Test
    void only_finished_reports_can_be_fetched() {
        assertThat(demo.get("reports/report-999999.csv").status()).isEqualTo(404);
        assertThat(demo.get("reports/..%2F..%2Fetc%2Fpasswd").status()).isIn(400, 404);
    }

    private static String someone() {
        return UUID.randomUUID() + "@example.org";
    }

    private static long id(DemoClient.Answer answer, int status, String result) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getString("result")).isEqualTo(result);
        return answer.json().getJsonNumber("id").longValue();
    }

    private boolean isProcessed(long id) {
        return demo.action(id).getString("state").equals("processed");
    }

    private boolean isMade(long id) {
        String name = "report-" + id + ".csv";
        return !demo.list("reports", file -> file.getString("name").equals(name))
                .isEmpty();
    }

    /** The ids of the newest rows. */
    private List<Long> rows() {
        return demo.list("actions", row -> true).stream()
                .map(row -> row.getJsonNumber("id").longValue())
                .toList();
    }

    private List<JsonObject> mailsTo(String address) {
        return demo.list("inbox", mail -> mail.getString("to").equals(address));
    }

    private static Instant instant(JsonObject row, String name) {
        return Instant.parse(row.getString(name));
    }
}
