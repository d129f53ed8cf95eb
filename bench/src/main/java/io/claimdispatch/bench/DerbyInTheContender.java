package io.claimdispatch.bench;

import java.nio.file.Path;
import java.util.Map;

/** No server: each contender has a Derby of its own, with its files on the disk and as durable as it comes. */
final class DerbyInTheContender implements DatabaseServer {

    private final Path folder;

    DerbyInTheContender(Path folder) {
        this.folder = folder;
    }

    @Override
    public String newDatabase(String name) {
        return "jdbc:derby:" + folder.resolve(name) + ";create=true";
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("database", "Derby, in the contender's JVM");
    }

    /** The contenders have ended, and their databases with them. */
    @Override
    public void close() {}
}
