package io.claimdispatch.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code glassfish-config/postgresql.sh} with an {@code asadmin} that only notes what it is given. */
class GlassFishScriptTest {

    private static final String NOTES = """
            #!/bin/sh
            printf '%s\\n' "$*" >>"$NOTES/calls"
            while [ $# -gt 0 ]; do
              case $1 in --passwordfile) cat "$2" >>"$NOTES/passwords" ;; esac
              shift
            done
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path asadmin;

    @BeforeEach
    void anAsadminThatNotes() throws IOException {
        asadmin = Files.writeString(folder.resolve("asadmin"), NOTES);
        assertThat(asadmin.toFile().setExecutable(true)).isTrue();
        Files.createDirectory(folder.resolve("tmp"));
        environment.put("PG_URL", "jdbc:postgresql://db/shop");
        environment.put("PG_USER", "shop");
        environment.put("PG_PASSWORD", " s\\cret\n=: !#$'\"");
    }

    @Test
    void the_databases_password_reaches_asadmin_unchanged_and_is_on_no_command_line() throws Exception {
        assertThat(run()).isZero();

        String calls = Files.readString(folder.resolve("calls"));
        assertThat(calls)
                .contains("create-password-alias claim-dispatch-postgresql")
                .contains("property.password=${ALIAS=claim-dispatch-postgresql}")
                .contains("property.user=shop")
                .doesNotContain(environment.get("PG_PASSWORD"), "cret");
        Properties passwords = new Properties();
        passwords.load(Files.newInputStream(folder.resolve("passwords")));
        assertThat(passwords.getProperty("AS_ADMIN_ALIASPASSWORD")).isEqualTo(environment.get("PG_PASSWORD"));
    }

    @Test
    void the_passwords_of_asadmin_itself_are_passed_on() throws Exception {
        Path own = Files.writeString(folder.resolve("own.txt"), "AS_ADMIN_PASSWORD=of the domain");

        assertThat(run("--user", "ada", "--passwordfile", own.toString())).isZero();

        assertThat(Files.readString(folder.resolve("passwords")))
                .contains("AS_ADMIN_PASSWORD=of the domain\nAS_ADMIN_ALIASPASSWORD=\\u");
    }

    @Test
    void the_glassfish_script_does_nothing_if_the_password_file_cannot_be_read() throws Exception {
        assertThat(run("--passwordfile", folder.resolve("missing.txt").toString()))
                .isNotZero();

        assertThat(Files.readString(folder.resolve("output"))).contains("missing.txt");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void no_file_contains_the_password_while_the_glassfish_script_runs() throws Exception {
        Files.writeString(asadmin, NOTES + "ls -A \"$TMPDIR\" >>\"$NOTES/files\"\n");

        assertThat(run()).isZero();

        assertThat(Files.readString(folder.resolve("files"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_URL", "PG_USER", "PG_PASSWORD"})
    void the_glassfish_script_does_nothing_if_a_variable_is_not_set(String variable) throws Exception {
        environment.remove(variable);

        assertThat(run()).isNotZero();

        assertThat(Files.readString(folder.resolve("output"))).contains(variable);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private int run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "glassfish-config/postgresql.sh", asadmin.toString()));
        Stream.of(options).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG_"));
        builder.environment().putAll(environment);
        builder.environment().put("NOTES", folder.toString());
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
