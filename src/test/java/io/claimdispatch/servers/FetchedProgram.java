package io.claimdispatch.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A program that tests use where it is installed, or where its Debian package can be fetched. */
public final class FetchedProgram {

    private FetchedProgram() {}

    /**
     * The program. Without it the tests are skipped; they fail where the environment says
     * {@code COMPLETE=true}, as it does in {@code .ci/run} of the workflow.
     */
    public static <T> T required(Optional<T> program, String packages) {
        String missing = "neither installed nor to be fetched: Debian's " + packages;
        if ("true".equals(System.getenv("COMPLETE"))) {
            assertThat(program).as(missing).isPresent();
        }
        Assumptions.assumeTrue(program.isPresent(), missing);
        return program.orElseThrow();
    }
}
