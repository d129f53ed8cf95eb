package io.claimdispatch.upgrade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What nodes have noted, held against the rows of the table.
 *
 * @param published rows that a publisher was told to be stored
 * @param keys that were published
 * @param lost rows that were published and are not there, or are there and were never worked on
 * @param twice rows that were worked on more than once
 * @param unexplained those of them for which the kill is no reason: it excuses one run of a row that the killed node held then
 * @param wrongKeys keys that two publishers were told to have stored, or whose publishers were told different rows
 * @param deadlocks that publishers met, and repeated what they did
 * @param bulks that MariaDB failed on nodes of the version before since the table was altered, and that were repeated
 * @param errors what else they met
 */
record UpgradeVerdict(
        int published,
        int keys,
        Set<Long> lost,
        Set<Long> twice,
        Set<Long> unexplained,
        Set<String> wrongKeys,
        int deadlocks,
        int bulks,
        List<String> errors) {

    /**
     * Reads what nodes have noted.
     *
     * @param held rows that the killed node had claimed and not completed when it was killed
     * @param rows that there are
     */
    static UpgradeVerdict of(Collection<NodeProcess> nodes, NodeProcess killed, Set<Long> held, Set<Long> rows)
            throws IOException {
        Set<Long> published = new HashSet<>();
        Map<Long, Integer> runs = new HashMap<>();
        Map<String, Long> rowOfKey = new HashMap<>();
        Set<String> storedKeys = new HashSet<>();
        Set<String> wrongKeys = new HashSet<>();
        int deadlocks = 0;
        int bulks = 0;
        List<String> errors = new ArrayList<>();
        for (NodeProcess node : nodes) {
            node.noted("PUBLISHED").forEach(id -> published.add(Long.valueOf(id)));
            for (String word : List.of("STORED", "DUPLICATE")) {
                for (String noted : node.noted(word)) {
                    long id = Long.parseLong(noted.substring(0, noted.indexOf(' ')));
                    String key = noted.substring(noted.indexOf(' ') + 1);
                    published.add(id);
                    boolean another = rowOfKey.merge(key, id, (first, second) -> first) != id;
                    if (another || word.equals("STORED") && !storedKeys.add(key)) {
                        wrongKeys.add(key);
                    }
                }
            }
            node.noted("RAN").forEach(id -> runs.merge(Long.valueOf(id), 1, Integer::sum));
            deadlocks += node.count("DEADLOCK");
            if (node.isOfVersionBefore()) {
                bulks += node.count("CODELESS");
            } else {
                node.noted("CODELESS").forEach(error -> errors.add(node.name() + ": " + error));
            }
            node.noted("ERROR").forEach(error -> errors.add(node.name() + ": " + error));
        }
        Set<Long> lost = new HashSet<>(published);
        lost.removeAll(rows);
        rows.stream().filter(id -> !runs.containsKey(id)).forEach(lost::add);
        Set<Long> twice = new HashSet<>(runs.keySet());
        twice.removeIf(id -> runs.get(id) == 1);
        Set<Long> unexplained = new HashSet<>(twice);
        Set<Long> cutOff = new HashSet<>();
        killed.noted("RAN").forEach(id -> cutOff.add(Long.valueOf(id)));
        cutOff.retainAll(held);
        unexplained.removeIf(id -> cutOff.contains(id) && runs.get(id) == 2);
        return new UpgradeVerdict(
                published.size(), rowOfKey.size(), lost, twice, unexplained, wrongKeys, deadlocks, bulks, errors);
    }
}
