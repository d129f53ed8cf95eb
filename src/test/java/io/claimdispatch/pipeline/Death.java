package io.claimdispatch.pipeline;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a node at the n-th moment that counts: those of the thread that does the work, until its commit is confirmed, and
 * then a few of whatever the node does with the database.
 */
final class Death implements Probe {

    private static final int AFTERWARDS = 8;

    private final int last;
    private final List<String> moments = new ArrayList<>();
    private @Nullable Node node;
    private @Nullable Thread worker;
    private boolean confirmed;
    private int afterwards;
    private boolean happened;

    Death(int last) {
        this.last = last;
    }

    synchronized void of(Node node) {
        this.node = node;
        node.probe(this);
    }

    /** From here on the calling thread's moments count. */
    void begin() throws SQLException {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        at("when the job is made");
    }

    @Override
    public synchronized void at(String moment) throws SQLException {
        boolean counts = Thread.currentThread() == worker || confirmed && ++afterwards <= AFTERWARDS;
        if (!counts || happened) {
            return;
        }
        moments.add(moment);
        if (moment.startsWith("once")) {
            confirmed = true;
            worker = null;
        }
        if (moments.size() == last && node != null) {
            happened = true;
            node.cut(true);
            throw new SQLException("the node died " + moment, "08006");
        }
    }

    /** The moments so far. */
    synchronized List<String> moments() {
        return List.copyOf(moments);
    }

    synchronized boolean hasHappened() {
        return happened;
    }

    /** Whether no moment is left for it. */
    synchronized boolean isAvoided() {
        return !happened && afterwards >= AFTERWARDS;
    }
}
