package io.claimdispatch.pipeline;

import io.claimdispatch.servers.DebianPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's pgbouncer in front of a PostgreSQL, in transaction mode, with fewer connections than it has clients. */
final class PgBouncer implements AutoCloseable {

    static final int CONNECTIONS = 3;

    private static final Path UNPACKED = Path.of(System.getProperty("build.dir", "target"), "pgbouncer");

    private static final Path INSTALLED = Path.of("/usr/sbin/pgbouncer");
    private static final Path FETCHED = UNPACKED.resolve("unpacked/usr/sbin/pgbouncer");

    /** Of Debian 12, and of 13. */
    private static final String[] LIBRARIES = {"libevent-2.1-7", "libevent-2.1-7t64", "libc-ares2", "libcares2"};

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, if the program is to be had. */
    static Optional<PgBouncer> before(int postgres) throws IOException, InterruptedException {
        if (!Files.exists(INSTALLED)) {
            DebianPackage.alone(UNPACKED, PgBouncer::fetch);
        }
        Optional<Path> program =
                Stream.of(INSTALLED, FETCHED).filter(PgBouncer::answers).findFirst();
        return program.isEmpty() ? Optional.empty() : Optional.of(start(program.get(), postgres));
    }

    private static void fetch() throws IOException, InterruptedException {
        if (!Files.exists(FETCHED)) {
            DebianPackage.unpack(UNPACKED, "pgbouncer");
            if (Files.exists(FETCHED)) {
                DebianPackage.unpack(UNPACKED, LIBRARIES);
            }
        }
    }

    private static boolean answers(Path program) {
        try {
            Process version = command(program, "-V")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** With the libraries of the packages, in the directory of the machine's kind. */
    private static ProcessBuilder command(Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        Path libraries = UNPACKED.resolve("unpacked/usr/lib");
        if (program.startsWith(UNPACKED) && Files.exists(libraries)) {
            try (Stream<Path> kinds = Files.list(libraries)) {
                builder.environment()
                        .put(
                                "LD_LIBRARY_PATH",
                                kinds.map(kind -> kind.toAbsolutePath().toString())
                                        .collect(Collectors.joining(":")));
            }
        }
        return builder.redirectErrorStream(true);
    }

    private static PgBouncer start(Path program, int postgres) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path settings = Files.createTempFile("pgbouncer", ".ini");
        Files.writeString(settings, String.format(Locale.ROOT, """
                [databases]
                postgres = host=127.0.0.1 port=%d dbname=postgres user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """, postgres, port, CONNECTIONS));
        ProcessBuilder command = command(program);
        if (System.getProperty("user.name").equals("root")) {
            // it refuses to run as root
            command.command().addAll(List.of("-u", "nobody"));
        }
        command.command().add(settings.toString());
        Path log = Files.createTempFile("pgbouncer", ".log");
        PgBouncer started = new PgBouncer(command.redirectOutput(log.toFile()).start(), port);
        for (int tries = 0; !started.listens(); tries++) {
            if (tries == 100 || !started.process.isAlive()) {
                started.close();
                throw new IOException("pgbouncer does not start: " + Files.readString(log));
            }
            started.process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        Files.delete(settings);
        log.toFile().deleteOnExit();
        return started;
    }

    private boolean listens() {
        try (Socket tried = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return tried.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
