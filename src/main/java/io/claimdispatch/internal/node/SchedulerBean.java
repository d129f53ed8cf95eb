package io.claimdispatch.internal.node;

import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.claim.Exchange;
import io.claimdispatch.internal.common.problem.OperatorProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.AttemptEnd;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.upkeep.PauseWatch;
import io.claimdispatch.internal.upkeep.StuckRows;
import io.claimdispatch.internal.upkeep.TypeDiscovery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/**
 * Runs one turn of the loop on demand. The caller's transaction, if any, is suspended: processors are asked for jobs on
 * this thread, and neither may their work be part of that transaction nor their failure end it.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
class SchedulerBean implements Scheduler {

    private Settings settings;
    private Exchange exchange;
    private RowPipeline pipeline;
    private AttemptEnd attemptEnd;
    private TypeDiscovery discovery;
    private AdmissionGate gate;
    private StuckRows stuck;
    private PauseWatch pauses;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    SchedulerBean() {}

    @Inject
    SchedulerBean(
            Settings settings,
            Exchange exchange,
            RowPipeline pipeline,
            AttemptEnd attemptEnd,
            TypeDiscovery discovery,
            AdmissionGate gate,
            StuckRows stuck,
            PauseWatch pauses) {
        this.settings = settings;
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.attemptEnd = attemptEnd;
        this.discovery = discovery;
        this.gate = gate;
        this.stuck = stuck;
        this.pauses = pauses;
    }

    @Override
    public RunReport runOnce() {
        return runOnce(settings.limit());
    }

    @Override
    public RunReport runOnce(int limit) {
        if (limit < 0) {
            throw OperatorProblems.limitInvalid(limit, 0, Integer.MAX_VALUE);
        }
        if (limit == 0 || !gate.enter()) {
            return RunReport.NOTHING;
        }
        try {
            return run(limit);
        } finally {
            gate.leave();
        }
    }

    private RunReport run(int limit) {
        pauses.readNow();
        discovery.discoverNow();
        RunReport report = RunReport.NOTHING;
        List<ClaimedRow> rows = exchange.claimOnRequest(limit).rows();
        try {
            for (ClaimedRow row : rows) {
                report = report.plus(handOn(row));
            }
        } finally {
            pipeline.submitByHand();
        }
        exchange.tryRefused();
        return report;
    }

    private RunReport handOn(ClaimedRow row) {
        if (!gate.isOpen()) {
            // it was open when the claim began; now nothing may begin, not even asking for the job
            attemptEnd.released(pipeline.attempt(row));
            return new RunReport(1, 0, 0);
        }
        boolean dispatched = pipeline.routeNow(row) == RowPipeline.Handed.DISPATCHED;
        return new RunReport(1, dispatched ? 1 : 0, dispatched ? 0 : 1);
    }

    @Override
    public List<StuckTask> stuckTasks() {
        return stuck.list();
    }
}
