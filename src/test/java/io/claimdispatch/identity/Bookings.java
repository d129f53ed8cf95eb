package io.claimdispatch.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was booked, and by whom. */
@ApplicationScoped
public class Bookings {

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    public void add(String entry) {
        entries.add(entry);
    }

    public List<String> of(String what) {
        return entries.stream().filter(entry -> entry.startsWith(what)).toList();
    }
}
