package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.problem.NodeProblems;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Reports threads of this node that ended although the node runs. Our code never ends them; a server can, before our
 * code begins. Each change is logged once. {@link NodeStart#describe} reports it too, even if the thread that runs this
 * has ended.
 */
@Component
@Dependent
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
            LOG.log(Level.ERROR, NodeProblems.threadsEnded(ended));
        }
        told = ended;
    }
}
