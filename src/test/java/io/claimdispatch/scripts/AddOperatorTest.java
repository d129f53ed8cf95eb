package io.claimdispatch.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wildfly-config/add-operator.sh} at a terminal, with a {@code jboss-cli.sh} that only notes what it is given. */
@Timeout(60)
class AddOperatorTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "pass of ada";

    /** Notes its arguments, its script, and the files that there are, and waits to be let go on. */
    private static final String NOTES = """
            #!/bin/sh
            printf '%s\\n' "$*" >"$NOTES/arguments"
            for argument; do
              case $argument in --file=*) cat "${argument#--file=}" >"$NOTES/script" ;; esac
            done
            ls -A "$TMPDIR" >"$NOTES/files"
            until [ -e "$NOTES/go" ]; do sleep 0.1; done
            """;

    @TempDir
    Path folder;

    private @Nullable Process terminal;

    @BeforeEach
    void aWildFlyThatNotes() throws Exception {
        Path cli = Files.createDirectory(folder.resolve("bin")).resolve("jboss-cli.sh");
        assertThat(Files.writeString(cli, NOTES).toFile().setExecutable(true)).isTrue();
        Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterEach
    void end() {
        if (terminal != null) {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void a_password_is_not_shown_on_the_terminal_a_command_line_or_in_a_file(String shell) throws Exception {
        prompted(shell);
        type(PASSWORD + "\n");
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("files")));
        letGo();

        assertThat(ended()).contains("result=0").doesNotContain(PASSWORD);
        assertThat(Files.readString(folder.resolve("arguments")))
                .contains("--connect")
                .doesNotContain(PASSWORD);
        assertThat(Files.readString(folder.resolve("script")))
                .contains("set-password(identity=\"ada\", bcrypt={password=\"" + PASSWORD + "\"");
        assertThat(Files.readString(folder.resolve("files"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sh, false", "sh, true", "bash, false", "bash, true"})
    void a_password_from_a_pipe_may_lack_the_end_of_its_line(String shell, boolean hasEnd) throws Exception {
        letGo();

        assertThat(piped(shell, PASSWORD + (hasEnd ? "\n" : ""))).isZero();

        assertThat(Files.readString(folder.resolve("script"))
                        .replace("/subsystem=elytron/filesystem-realm=claim-dispatch", "REALM")
                        .replaceAll("bytes\\{[0-9a-fx,]+}", "SALT"))
                .isEqualTo("""
                        if (outcome != success) of REALM:read-identity(identity="ada")
                          REALM:add-identity(identity="ada")
                        end-if
                        REALM:set-password(identity="ada", bcrypt={password="pass of ada", iteration-count=12, salt=SALT})
                        REALM:remove-identity-attribute(identity="ada", name=roles)
                        REALM:add-identity-attribute(identity="ada", name=roles, value=[claim-dispatch-admin])
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void a_missing_password_is_reported(String shell) throws Exception {
        assertThat(piped(shell, "")).isEqualTo(2);

        assertThat(output()).contains("no password was given");
        assertThat(folder.resolve("arguments")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"sh, TERM, 143", "sh, INT, 130", "sh, HUP, 129", "bash, TERM, 143", "bash, INT, 130", "bash, HUP, 129"})
    void a_signal_at_the_password_prompt_restores_the_terminal(String shell, String signal, int result)
            throws Exception {
        signal(prompted(shell), signal);

        assertThat(ended())
                .contains("result=" + result)
                .containsPattern("[\\s;]echo[\\s;]")
                .doesNotContain("-echo ", "-echo;");
        assertThat(folder.resolve("arguments")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"sh, TERM", "sh, INT", "sh, HUP", "sh, KILL", "bash, TERM", "bash, KILL"})
    void a_signal_while_an_operator_is_added_leaves_no_file_behind(String shell, String signal) throws Exception {
        ProcessHandle script = prompted(shell);
        type(PASSWORD + "\n");
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("files")));

        signal(script, signal);
        letGo();

        ended();
        assertThat(filesLeft()).isEmpty();
    }

    /** The script, where no terminal is. */
    private int piped(String shell, String input) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        shell, "wildfly-config/add-operator.sh", "ada", "claim-dispatch-admin")
                .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        surroundings(builder);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void surroundings(ProcessBuilder builder) {
        builder.environment().put("JBOSS_HOME", folder.toString());
        builder.environment().put("NOTES", folder.toString());
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    }

    /** The script, once it has asked for the password. */
    private ProcessHandle prompted(String shell) throws IOException {
        String script = "trap : TERM INT HUP; " + shell + " wildfly-config/add-operator.sh ada claim-dispatch-admin; "
                + "echo result=$?; stty -a; echo the end";
        // a build in the background may ignore signals, and a shell that finds them ignored cannot trap them
        ProcessBuilder builder = new ProcessBuilder(
                        "env",
                        "--default-signal=TERM,INT,HUP",
                        "script",
                        "-qefc",
                        "sh -c '" + script + "'",
                        "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        surroundings(builder);
        terminal = builder.start();
        await().atMost(SOON).until(() -> output().contains("Password for ada: "));
        return terminal.descendants()
                .filter(process -> arguments(process).subList(0, 1).contains("wildfly-config/add-operator.sh"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> arguments(ProcessHandle process) {
        return Stream.concat(Arrays.stream(process.info().arguments().orElse(new String[0])), Stream.of(""))
                .toList();
    }

    private void type(String text) throws IOException {
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
    }

    private static void signal(ProcessHandle process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void letGo() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    /** All that stood on the terminal. */
    private String ended() throws Exception {
        await().atMost(SOON).until(() -> output().contains("the end"));
        assertThat(terminal.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.ISO_8859_1);
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }
}
