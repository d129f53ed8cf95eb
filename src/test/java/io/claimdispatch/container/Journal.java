package io.claimdispatch.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What jobs have done, outside of any database. */
@ApplicationScoped
public class Journal {

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    public void add(String entry) {
        entries.add(entry);
    }

    public List<String> entries() {
        return List.copyOf(entries);
    }

    public long count(String entry) {
        return entries.stream().filter(entry::equals).count();
    }
}
