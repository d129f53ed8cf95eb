package io.claimdispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    void aPersonWhoSignsUpIsMailedAfterTheDelayAndTheRowIsMarkedProcessed() {
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
    void beforeItsDelayIsOverAnActionWaits() {
        String address = someone();
        long id = id(demo.post("signup", Map.of("email", address, "delaySeconds", "3600")), 201, "stored");

        JsonObject row = demo.action(id);

        assertThat(row.getString("state")).isEqualTo("waiting");
        assertThat(row.get("claimedAt")).isEqualTo(JsonValue.NULL);
        assertThat(row.get("processedAt")).isEqualTo(JsonValue.NULL);
        assertThat(mailsTo(address)).isEmpty();
    }

    @Test
    void signingUpTwiceIsAnsweredWithTheFirstActionAndMailedOnce() {
        String address = someone();
        long first = id(demo.post("signup", Map.of("email", address, "delaySeconds", "0")), 201, "stored");
        long second = id(demo.post("signup", Map.of("email", address, "delaySeconds", "0")), 200, "duplicate");
        assertThat(second).isEqualTo(first);

        await().atMost(SOON).until(() -> isProcessed(first));

        assertThat(mailsTo(address)).hasSize(1);
    }

    @Test
    void aReportIsMadeByABatchExecutionThatTheRowNames() {
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
    void aSignUpThatMakesNoSenseIsRefusedAndNothingIsStored(String email, String delay) {
        List<JsonObject> before = demo.list("actions", row -> true);

        DemoClient.Answer answer = email == null
                ? demo.post("signup", Map.of("delaySeconds", delay))
                : demo.post("signup", Map.of("email", email, "delaySeconds", delay));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isNotBlank();
        assertThat(demo.list("actions", row -> true)).hasSameSizeAs(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1000001", "many"})
    void aReportOfAnImpossibleSizeIsRefused(String rows) {
        DemoClient.Answer answer = demo.post("reports", Map.of("rows", rows));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).contains("rows");
    }

    @Test
    void aFormThatABrowserSendsByItselfLeadsBackToThePage() {
        DemoClient.Answer answer = demo.post(
                "signup", Map.of("email", someone(), "delaySeconds", "3600"), "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.response().headers().firstValue("Location")).hasValue("/");
        assertThat(demo.get("").body()).contains("<form action=\"signup\"", "<form action=\"reports\"");
    }

    @Test
    void onlyFinishedReportsCanBeFetched() {
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

    private List<JsonObject> mailsTo(String address) {
        return demo.list("inbox", mail -> mail.getString("to").equals(address));
    }

    private static Instant instant(JsonObject row, String name) {
        return Instant.parse(row.getString(name));
    }
}
