package io.claimdispatch.ear.orders;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was done in the background. */
@ApplicationScoped
public class Done {

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    public void add(String entry) {
        entries.add(entry);
    }

    public List<String> entries() {
        return List.copyOf(entries);
    }
}
