package io.claimdispatch.cluster.app;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;

/** A server must not outlive the test that has started it, not even if that was killed and could end nothing. */
@Singleton
@Startup
public class EndsWithItsParent {

    @PostConstruct
    void watch() {
        ProcessHandle.current()
                .parent()
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
    }
}
