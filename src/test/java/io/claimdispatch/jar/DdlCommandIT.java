package io.claimdispatch.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlDatabase;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the build has made, with nothing beside it on the class path. */
class DdlCommandIT {

    private static final Path JAR =
            Path.of(System.getProperty("build.dir", "target")).resolve("claim-dispatch-classes.jar");

    @TempDir
    private Path folder;

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start()
                .waitFor();
    }

    private String read(String stream) throws IOException {
        return Files.readString(folder.resolve(stream), StandardCharsets.UTF_8);
    }

    @Test
    void the_jar_prints_the_ddl_of_a_table_in_a_schema() throws Exception {
        assertThat(run("ddl", "postgresql", "--table", "jobs.mail_logs"))
                .as(read("err"))
                .isZero();

        assertThat(read("out")).isEqualTo(new Ddl(DdlDatabase.POSTGRESQL, new TableName("jobs.mail_logs")).whole());
        assertThat(read("err")).isEmpty();
    }

    @Test
    void the_jar_prints_an_upgrade() throws Exception {
        assertThat(run("ddl", "mariadb", "--from", "1")).as(read("err")).isZero();

        assertThat(read("out"))
                .contains("ALTER TABLE action_logs")
                .endsWith(
                        "java -jar claim-dispatch-classes.jar ddl mariadb --table action_logs --from 1 --phase after\n");
    }

    @Test
    void a_wrong_argument_prints_its_error_id_and_exits_with_code_2() throws Exception {
        assertThat(run("ddl", "db2")).isEqualTo(2);

        assertThat(read("err")).startsWith("CLAIM0108");
        assertThat(read("out")).isEmpty();
    }

    @Test
    void the_manifest_declares_the_module_dependency_for_wildfly() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Dependencies"))
                    .contains("org.eclipse.persistence");
        }
    }

    @Test
    void the_jars_automatic_module_name_is_its_root_package() {
        assertThat(ModuleFinder.of(JAR).findAll())
                .singleElement()
                .satisfies(module ->
                        assertThat(module.descriptor().toNameAndVersion()).isEqualTo("io.claimdispatch"));
    }
}
