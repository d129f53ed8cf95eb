package io.claimdispatch.internal.claim;

import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ClaimedRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/**
 * One turn of the loop by hand. The caller's transaction, if there is one, is suspended: processors are asked for jobs on this
 * thread, and neither may their work be a part of it nor their failure its end.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
class SchedulerBean implements Scheduler {

    private Settings settings;
    private Exchange exchange;
    private RowPipeline pipeline;
    private TypeDiscovery discovery;
    private Intake intake;
    private StuckRows stuck;
    private PauseWatch pauses;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    SchedulerBean() {}

    @Inject
    SchedulerBean(
            Settings settings,
            Exchange exchange,
            RowPipeline pipeline,
            TypeDiscovery discovery,
            Intake intake,
            StuckRows stuck,
            PauseWatch pauses) {
        this.settings = settings;
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.discovery = discovery;
        this.intake = intake;
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
            throw Problems.limitInvalid(limit, 0, Integer.MAX_VALUE);
        }
        if (limit == 0 || !intake.isOpen()) {
            return RunReport.NOTHING;
        }
        pauses.readNow();
        discovery.discoverNow();
        RunReport report = RunReport.NOTHING;
        for (ClaimedRow row : exchange.claimOnRequest(limit).rows()) {
            boolean dispatched = pipeline.routeNow(row) == RowPipeline.Handed.DISPATCHED;
            report = report.plus(new RunReport(1, dispatched ? 1 : 0, dispatched ? 0 : 1));
        }
        return report;
    }

    @Override
    public List<StuckTask> stuckTasks() {
        return stuck.list();
    }
}
