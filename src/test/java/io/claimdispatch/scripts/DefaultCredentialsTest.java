package io.claimdispatch.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No file that a user gives to a server has an address, a user or a password of its own for a database that others can reach. */
class DefaultCredentialsTest {

    /** A variable with something that stands in for it, in each server's words. An H2 in a file is opened by its server alone. */
    private static final Pattern DEFAULT = Pattern.compile(
            "(?<!H2_)(USER|PASSWORD|URL)[}\"']?\\s*(:[-=]|:(?!\\?)[\\w$/]|\\s+defaultValue=(?!\"\"|''))");

    private static final Pattern LITERAL = Pattern.compile("(?i)password[\"']?\\s*(=>?|:)\\s*[\"']?[a-z0-9]");

    static Stream<Path> files() throws IOException {
        return Stream.of(
                        "wildfly-config",
                        "payara-config",
                        "glassfish-config",
                        "liberty-config",
                        "src/demo",
                        "src/test/servers",
                        "pom.xml")
                .flatMap(place -> walk(Path.of(place)))
                .filter(file -> file.toString().matches(".*\\.(cli|sh|xml|asadmin)"));
    }

    @Test
    void the_check_for_default_credentials_reads_the_files_of_all_servers() throws IOException {
        assertThat(files()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("files")
    void no_server_file_has_a_default_password_user_or_address(Path file) throws IOException {
        assertThat(suspicious(Files.readAllLines(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<variable name=\"PG_PASSWORD\" defaultValue=\"postgres\"/>",
                "\"$pool.property.password=${PG_PASSWORD:-postgres}\"",
                "--user-name=\"${env.PG_USER:postgres}\"",
                "set …property.password=${ENV=PG_PASSWORD:secret}",
                "--connection-url=\"${env.PG_URL:jdbc:postgresql://127.0.0.1:5432/postgres}\"",
                "set …property.url=${ENV=PG_URL:jdbc:postgresql://127.0.0.1:5432/postgres}",
                "<password>demo-admin-1</password>",
                "PG_PASSWORD=secret",
                "<dataSource password=\"secret\"/>"
            })
    void the_check_finds_a_file_with_default_credentials(String line) {
        assertThat(suspicious(List.of(line))).hasSize(1);
    }

    /** Liberty takes a variable without a value for plain text, which then is a name and a password that everybody can read. */
    @ParameterizedTest
    @ValueSource(strings = {"BATCH_USER", "BATCH_PASSWORD", "KEYSTORE_PASSWORD"})
    void the_operators_credentials_in_liberty_are_empty_by_default(String variable) throws IOException {
        assertThat(Files.readString(Path.of("liberty-config", "batch-management.xml")))
                .contains("${" + variable + "}", "<variable name=\"" + variable + "\" defaultValue=\"\"/>");
    }

    private static List<String> suspicious(List<String> lines) {
        return lines.stream()
                .filter(line ->
                        DEFAULT.matcher(line).find() || LITERAL.matcher(line).find() || line.contains("<password>"))
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
