package io.claimdispatch.container.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * The server that the suite runs on, as its operator sees it. Everything else in the suite is the same on every server.
 * Use it outside of the server only: in methods that make deployments, and in tests that run as a client.
 */
public interface Server {

    /** The one that the build has chosen. */
    static Server current() {
        String name = System.getProperty("arquillian.launch", "wildfly");
        return switch (name) {
            case "wildfly" -> new WildFly(home(), Tool.port());
            case "payara" -> new Payara(home(), Tool.port());
            case "payara-micro" -> new PayaraMicro(home(), Tool.port());
            case "glassfish" -> new GlassFish(home(), Tool.port());
            case "liberty" -> new Liberty(home(), Tool.port());
            default -> throw new IllegalStateException("there is no class for the server " + name);
        };
    }

    /**
     * Does what the project's configuration for this server says to get a PostgreSQL beside the server's own default
     * database; the server runs, and nothing is deployed. Where it is and who asks stands in the server's environment,
     * {@code PG_URL} and so on.
     */
    void configure() throws IOException;

    /** The JNDI name of that PostgreSQL's data source. */
    String postgreSql();

    /**
     * What the server's own console or command line says of a batch execution.
     *
     * @param application the name of its WAR, without the ending
     * @return as text, with the execution's status; nothing of other executions
     */
    String batchExecution(String application, String job, long execution) throws IOException;

    /** What the command of our jar calls the server's own default database. */
    default String defaultDdl() {
        return "h2";
    }

    /** The text that explains a failed deployment: the error, and the log where the error only refers to it. */
    default String told(Throwable failure) throws IOException {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Path home() {
        return Path.of(System.getProperty("server.dir", "target/server"));
    }
}
