package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.AttemptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All attempts at all rows, as the nodes have noted them outside of the database. */
final class Attempts {

    private final Map<Long, List<Attempt>> byRow = new HashMap<>();

    /**
     * One attempt.
     *
     * @param boot of which node
     * @param number the first is 1
     * @param begin in microseconds since 1970, by the clock that all processes of this machine share
     * @param end the same, or 0 if it came to none
     */
    record Attempt(long row, int number, String boot, long begin, long end, Ending ending) {}

    enum Ending {
        DONE,
        FAILED,
        /** Its node ended first, or it is running. */
        NONE
    }

    private record Key(long row, int number) {}

    private Attempts() {}

    static Attempts of(List<ServerNode.Boot> boots) throws IOException {
        Attempts attempts = new Attempts();
        for (ServerNode.Boot boot : boots) {
            if (Files.exists(boot.attempts())) {
                attempts.read(boot);
            }
        }
        attempts.byRow.values().forEach(all -> all.sort(Comparator.comparing(Attempt::begin)));
        return attempts;
    }

    private void read(ServerNode.Boot boot) throws IOException {
        // more than one if a row is run by two threads of a node at once, which is for the tests to judge
        Map<Key, Deque<Attempt>> running = new HashMap<>();
        for (String line : Files.readAllLines(boot.attempts())) {
            String[] words = line.split(" ");
            Key key = new Key(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            long at = Long.parseLong(words[3]);
            Deque<Attempt> begun = running.computeIfAbsent(key, any -> new ArrayDeque<>());
            AttemptFile.What what = AttemptFile.What.valueOf(words[0]);
            if (what == AttemptFile.What.BEGIN) {
                begun.push(new Attempt(key.row, key.number, boot.name(), at, 0, Ending.NONE));
            } else {
                Ending ending = what == AttemptFile.What.END ? Ending.DONE : Ending.FAILED;
                add(new Attempt(key.row, key.number, boot.name(), begun.pop().begin, at, ending));
            }
        }
        running.values().forEach(begun -> begun.forEach(this::add));
    }

    private void add(Attempt attempt) {
        byRow.computeIfAbsent(attempt.row, row -> new ArrayList<>()).add(attempt);
    }

    /** The attempts at each row, in the order of their begin. */
    Map<Long, List<Attempt>> byRow() {
        return byRow;
    }

    List<Attempt> of(long row) {
        return byRow.getOrDefault(row, List.of());
    }

    long count(Predicate<Attempt> which) {
        return byRow.values().stream().flatMap(List::stream).filter(which).count();
    }

    /** How often the row's work was done to its end. */
    long done(long row) {
        return of(row).stream().filter(attempt -> attempt.ending == Ending.DONE).count();
    }
}
