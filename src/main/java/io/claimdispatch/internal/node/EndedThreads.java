package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells of threads of this node that have ended although it runs. Nothing of ours ends them; a server can, before our code begins.
 * Each change is told once. {@link NodeStart#describe} says it as well, even where the thread that runs this is among them.
 */
@Component
class EndedThreads implements MaintenanceTask {

    private static final Log LOG = Log.of(EndedThreads.class);

    private final ClaimLoop loop;
    private List<String> told = List.of();

    @Inject
    EndedThreads(ClaimLoop loop) {
        this.loop = loop;
    }

    @Override
    public String doing() {
        return "look whether all threads of the node run";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public void run() {
        List<String> ended = loop.ended();
        if (!ended.isEmpty() && !ended.equals(told)) {
            LOG.log(Level.ERROR, Problems.threadsEnded(ended).getMessage());
        }
        told = ended;
    }
}
