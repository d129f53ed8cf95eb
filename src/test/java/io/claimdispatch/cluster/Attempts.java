package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.AttemptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All attempts at all rows, as the nodes have noted them outside of the database. */
final class Attempts {

    private final Map<Long, List<Attempt>> byRow = new HashMap<>();

    /**
     * One attempt.
     *
     * @param boot of which node
     * @param number the first is 1
     * @param begin in microseconds since 1970, by the clock of this machine, whatever the node takes for the time
     * @param end the same, or 0 if it came to none
     */
    record Attempt(long row, int number, String boot, long begin, long end, Ending ending) {

        /** Of which it is a boot. */
        String node() {
            return boot.substring(0, boot.indexOf('.'));
        }

        /** Whether it was over, one way or the other, when that one began. */
        boolean endedBefore(Attempt next) {
            return ending != Ending.NONE && end <= next.begin;
        }
    }

    enum Ending {
        DONE,
        FAILED,
        /** Its node ended first, or it is running. */
        NONE
    }

    private record Key(long row, int number, String thread) {}

    private Attempts() {}

    static Attempts of(List<ServerNode.Boot> boots) throws IOException {
        Attempts attempts = new Attempts();
        for (ServerNode.Boot boot : boots) {
            if (Files.exists(boot.attempts())) {
                attempts.read(boot);
            }
        }
        return attempts.inOrder();
    }

    static Attempts of(Attempt... each) {
        Attempts attempts = new Attempts();
        Stream.of(each).forEach(attempts::add);
        return attempts.inOrder();
    }

    private Attempts inOrder() {
        byRow.values().forEach(all -> all.sort(Comparator.comparing(Attempt::begin)));
        return this;
    }

    private void read(ServerNode.Boot boot) throws IOException {
        Map<Key, Attempt> running = new HashMap<>();
        long ahead = TimeUnit.NANOSECONDS.toMicros(boot.clock().ahead().toNanos());
        for (String line : Files.readAllLines(boot.attempts())) {
            String[] words = line.split(" ");
            Key key = new Key(Long.parseLong(words[1]), Integer.parseInt(words[2]), words[4]);
            long at = Long.parseLong(words[3]) - ahead;
            AttemptFile.What what = AttemptFile.What.valueOf(words[0]);
            if (what == AttemptFile.What.BEGIN) {
                Attempt before = running.put(key, new Attempt(key.row, key.number, boot.name(), at, 0, Ending.NONE));
                if (before != null) {
                    add(before);
                }
            } else {
                Ending ending = what == AttemptFile.What.END ? Ending.DONE : Ending.FAILED;
                Attempt begun = Objects.requireNonNull(running.remove(key), line);
                add(new Attempt(key.row, key.number, boot.name(), begun.begin, at, ending));
            }
        }
        running.values().forEach(this::add);
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
