package io.claimdispatch.bench;

import java.util.Map;

/** No server: each contender has an H2 of its own, in memory. */
final class H2InTheContender implements DatabaseServer {

    @Override
    public String newDatabase(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("database", "H2, in the contender's JVM");
    }

    @Override
    public void close() {}
}
