package io.claimdispatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs one case: one server, a JVM for each contender, and rounds in which each of them has its turn. */
final class CaseRun {

    private final BenchCase benchCase;
    private final Options options;
    private final List<Entrant> entrants = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();

    CaseRun(BenchCase benchCase, Options options) {
        this.benchCase = benchCase;
        this.options = options;
    }

    CaseResult run() throws IOException, SQLException {
        Path data = Files.createTempDirectory(options.folder(), benchCase.title());
        try (DatabaseServer server = benchCase.database().start(data)) {
            Map<String, String> settings = server.settings();
            measure(server);
            List<String> names = entrants.stream().map(Entrant::name).toList();
            return new CaseResult(benchCase, settings, names, List.copyOf(rounds));
        } finally {
            Folders.delete(data);
        }
    }

    private void measure(DatabaseServer server) throws IOException, SQLException {
        try {
            for (Entry entry : benchCase.entries()) {
                enter(entry.name(), entry, options.classPath(), server);
            }
            String against = options.against();
            if (against != null) {
                for (Entry entry : benchCase.entries()) {
                    if (entry.isProduct()) {
                        enter(entry.name() + " (against)", entry, against, server);
                    }
                }
            }
            for (int number = 1; number <= options.rounds(); number++) {
                for (int turn = 0; turn < entrants.size(); turn++) {
                    // each comes first, in the middle and last as often as the others
                    measure(entrants.get((number + turn) % entrants.size()), number, server.pid());
                }
            }
        } finally {
            for (Entrant each : entrants) {
                each.contender().close();
            }
        }
    }

    private void enter(String name, Entry entry, String classPath, DatabaseServer server)
            throws IOException, SQLException {
        String url = server.newDatabase(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
        List<String> arguments = List.of(
                entry.type().getName(),
                benchCase.database().name(),
                entry.urlOn(url),
                Integer.toString(options.standing()));
        entrants.add(new Entrant(
                name, new RemoteContender(name, arguments, classPath, options.folder()), entry.rows(options.rows())));
    }

    private void measure(Entrant entrant, int number, long server) throws IOException {
        entrant.contender().prepare(entrant.rows());
        Round round = run(entrant, number, server);
        entrant.contender().verify();
        rounds.add(round);
        System.out.println(benchCase.title() + ", round " + number + ", " + entrant.name() + ": "
                + benchCase.measure().text(round));
    }

    private Round run(Entrant entrant, int number, long server) throws IOException {
        long database = server == 0 ? 0 : CpuTimes.ofTree(server);
        long machine = CpuTimes.ofMachine();
        long stolen = CpuTimes.stolen();
        RemoteContender.Run run = entrant.contender().run();
        stolen = CpuTimes.stolen() - stolen;
        machine = CpuTimes.ofMachine() - machine;
        database = server == 0 ? 0 : CpuTimes.ofTree(server) - database;
        return new Round(
                entrant.name(),
                number,
                number > options.warmUp(),
                entrant.rows(),
                run.nanos(),
                run.medianNanos(),
                run.worstNanos(),
                run.cpuNanos(),
                database,
                Math.max(0, machine - database - run.cpuNanos()),
                stolen);
    }

    /** A contender with its JVM. */
    private record Entrant(String name, RemoteContender contender, int rows) {}
}
