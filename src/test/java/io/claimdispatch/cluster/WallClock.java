package io.claimdispatch.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a server takes for the time.
 *
 * @param ahead of this machine's clock
 * @param environment of its process that makes it so
 */
record WallClock(Duration ahead, Map<String, String> environment) {

    static final WallClock RIGHT = new WallClock(Duration.ZERO, Map.of());

    /**
     * One that is ahead. The clock that measures how long something takes stays as it is, and so do the times of files.
     *
     * @param libfaketime the library, which comes in between of the process and its C library
     */
    static WallClock ahead(Duration ahead, Path libfaketime) {
        return new WallClock(
                ahead,
                Map.of(
                        "LD_PRELOAD",
                        libfaketime.toAbsolutePath().toString(),
                        "FAKETIME",
                        "+" + ahead.toSeconds(),
                        "NO_FAKE_STAT",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // without this, waits with a timeout return at once, and threads that wait burn a processor
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }
}
