package io.claimdispatch.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A program that tests use where it is installed, or where its Debian package can be fetched. */
public final class FetchedProgram {

    /** Names each that was missing; {@code .ci/run} shows them, since the report of a skipped class does not name it. */
    private static final Path MISSING = Path.of(System.getProperty("build.dir", "target"), "missing-programs");

    private FetchedProgram() {}

    /**
     * The program. Without it the tests are skipped; they fail where the environment says
     * {@code COMPLETE=true}, as it does in {@code .ci/run} of the workflow.
     */
    public static <T> T required(Optional<T> program, String packages) throws IOException {
        if (program.isEmpty()) {
            Files.createDirectories(MISSING);
            Files.writeString(MISSING.resolve(packages), "");
        }
        String missing = "neither installed nor to be fetched: Debian's " + packages;
        if ("true".equals(System.getenv("COMPLETE"))) {
            assertThat(program).as(missing).isPresent();
        }
        Assumptions.assumeTrue(program.isPresent(), missing);
        return program.orElseThrow();
    }
}
