package io.claimdispatch.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What jobs have done, outside of any database. */
@ApplicationScoped
public class Journal {

    private final List<String> entries = new CopyOnWriteArrayList<>();

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
