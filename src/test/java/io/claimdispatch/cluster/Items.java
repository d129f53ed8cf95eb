package io.claimdispatch.cluster;

import io.claimdispatch.cluster.items.ItemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the executions of one row have noted about their items, by boot. */
record Items(long row) {

    /** The numbers that a boot has noted with this word, in that order. */
    List<Integer> of(ServerNode.Boot boot, String what) throws IOException {
        Path file = boot.attempts().resolveSibling(boot.attempts().getFileName() + ItemFile.SUFFIX);
        List<Integer> items = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].equals(what) && words[1].equals(Long.toString(row))) {
                items.add(Integer.valueOf(words[2]));
            }
        }
        return items;
    }

    /** The same, of all boots of all nodes. */
    List<Integer> of(Cluster cluster, String what) throws IOException {
        List<Integer> items = new ArrayList<>();
        for (ServerNode node : cluster.nodes()) {
            for (ServerNode.Boot boot : node.boots()) {
                items.addAll(of(boot, what));
            }
        }
        return items;
    }
}
