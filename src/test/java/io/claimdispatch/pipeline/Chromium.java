package io.claimdispatch.pipeline;

import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.servers.DebianPackage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, driven by the chromedriver of its version. */
final class Chromium implements AutoCloseable {

    private static final Path UNPACKED = Path.of(System.getProperty("build.dir", "target"), "chromium");

    private static final String[] PACKAGES = {"chromium", "chromium-common", "chromium-driver"};

    private static final Path INSTALLED = Path.of("/usr/bin/chromium");
    private static final Path INSTALLED_DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path FETCHED = UNPACKED.resolve("unpacked/usr/lib/chromium/chromium");
    private static final Path FETCHED_DRIVER = UNPACKED.resolve("unpacked/usr/bin/chromedriver");

    /** Of Deque's library for Selenium. */
    private static final String AXE = "axe.min.js";

    /** It tells of each Chromium that is newer than it; kept, or the setting would be forgotten. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one, if the programs are to be had. */
    static Optional<Chromium> start() throws IOException, InterruptedException {
        boolean isInstalled = Files.exists(INSTALLED) && Files.exists(INSTALLED_DRIVER);
        if (!isInstalled) {
            DebianPackage.alone(UNPACKED, Chromium::fetch);
        }
        Path program = isInstalled ? INSTALLED : FETCHED;
        String libraries = isInstalled ? "" : DebianPackage.libraries(UNPACKED);
        return answers(program, libraries)
                ? Optional.of(start(program, isInstalled ? INSTALLED_DRIVER : FETCHED_DRIVER, libraries))
                : Optional.empty();
    }

    private static void fetch() throws IOException, InterruptedException {
        if (!Files.exists(FETCHED_DRIVER)) {
            String[] libraries = DebianPackage.missing(UNPACKED, PACKAGES);
            DebianPackage.unpack(UNPACKED, PACKAGES);
            DebianPackage.unpack(UNPACKED, libraries);
        }
    }

    private static boolean answers(Path program, String libraries) throws InterruptedException {
        try {
            ProcessBuilder command = new ProcessBuilder(program.toAbsolutePath().toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            command.environment().put("LD_LIBRARY_PATH", libraries);
            Process version = command.start();
            return version.waitFor(30, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Chromium start(Path program, Path driver, String libraries) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toAbsolutePath().toString());
        // as root it has no sandbox; and it asks nobody but the test's server
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--lang=en-US",
                "--proxy-server=direct://");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile().getAbsoluteFile())
                .withEnvironment(Map.of("LD_LIBRARY_PATH", libraries))
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    private Map<String, Object> tell(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Signs a user of {@link ConsoleServer} in. */
    Chromium as(String user) {
        String both = user + ":" + ConsoleServer.PASSWORD;
        String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        tell("Network.enable", Map.of());
        tell("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", "Basic " + encoded)));
        return this;
    }

    /** How wide it is, and which colours its user prefers. */
    Chromium looks(int width, int height, boolean isDark) {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        tell(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** Which languages its user prefers. */
    void speaks(String languages) {
        tell(
                "Network.setUserAgentOverride",
                Map.of("userAgent", String.valueOf(script("return navigator.userAgent")), "acceptLanguage", languages));
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    void back() {
        driver.navigate().back();
    }

    /** The value of a script's {@code return}. */
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    boolean holds(String expression) {
        return Boolean.TRUE.equals(script("return Boolean(" + expression + ")"));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The button with a text, in the dialog if one is open. */
    WebElement button(String text) {
        boolean isAsking = holds("document.querySelector('dialog[open]')");
        return driver.findElement(
                By.xpath((isAsking ? "//dialog" : "") + "//button[normalize-space()='" + text + "']"));
    }

    /** What a reader reads. */
    String text() {
        return String.valueOf(script("return document.body.innerText"));
    }

    /** Keys for whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void tab() {
        press(Keys.TAB);
    }

    byte[] picture() {
        Map<String, Object> picture = tell("Page.captureScreenshot", Map.of("format", "png"));
        return Base64.getDecoder().decode(String.valueOf(picture.get("data")));
    }

    /** What its console has, since the last time: errors, and what the policy of a page refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked for, since the last time. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> json(entry.getMessage()).getJsonObject("message"))
                .filter(message -> message.getString("method").equals("Network.requestWillBeSent"))
                .map(message ->
                        message.getJsonObject("params").getJsonObject("request").getString("url"))
                .toList();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** What axe-core finds on the page: its rule, and where. */
    List<String> barriers() throws IOException {
        if (!holds("window.axe")) {
            evaluate(axe() + ";0");
        }
        String found = evaluate("axe.run(document, {resultTypes: ['violations'], preload: false}).then(found =>"
                + " JSON.stringify(found.violations.map(each => ({rule: each.id, where: each.nodes.map(node =>"
                + " node.target.join(' ') + ' ' + node.failureSummary).join('; ')}))))");
        try (JsonReader reader = Json.createReader(new StringReader(found))) {
            JsonArray violations = reader.readArray();
            return StreamSupport.stream(violations.spliterator(), false)
                    .map(Object::toString)
                    .toList();
        }
    }

    private static String axe() throws IOException {
        try (InputStream file = Chromium.class.getClassLoader().getResourceAsStream(AXE)) {
            if (file == null) {
                throw new IOException("there is no " + AXE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As its developer tools do: the policy of the page is for the page. */
    private String evaluate(String expression) {
        Map<String, Object> answer =
                tell("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        Object error = answer.get("exceptionDetails");
        if (error != null) {
            throw new IllegalStateException(String.valueOf(error));
        }
        return String.valueOf(((Map<?, ?>) answer.get("result")).get("value"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
