package io.claimdispatch.internal.batch;

import jakarta.batch.operations.JobExecutionIsRunningException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch runtime with its repository, whose jobs do nothing until the test says how they end. Like JBeret, it restarts
 * failed and stopped executions, and running ones only if forced to.
 */
public final class ScriptedJobs implements JobOperator {

    private final Map<Long, Execution> executions = new ConcurrentSkipListMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Long> looked = new CopyOnWriteArrayList<>();
    private final Map<Long, List<StepExecution>> steps = new ConcurrentHashMap<>();
    private volatile @Nullable Supplier<RuntimeException> refusal;
    private volatile @Nullable Supplier<RuntimeException> startRefusal;
    private volatile @Nullable RuntimeException forgotten;
    private volatile @Nullable RuntimeException silence;
    private volatile boolean obeying = true;
    private volatile Runnable onStart = () -> {};

    /** What was asked for, like {@code start import}, {@code restart 1}, {@code stop 1}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The instances whose executions were asked for. */
    public List<Long> looked() {
        return List.copyOf(looked);
    }

    /** From here on. */
    public void forgetCalls() {
        calls.clear();
    }

    /** Makes an execution end. */
    public void end(long id, BatchStatus status) {
        Execution execution = get(id);
        execution.end = new Date();
        execution.status = status;
    }

    /** Changes the status alone. */
    public void set(long id, BatchStatus status) {
        get(id).status = status;
    }

    /** Changes a parameter. */
    public void set(long id, String parameter, String value) {
        get(id).parameters.setProperty(parameter, value);
    }

    /** Changes when it was created. */
    public void created(long id, Instant when) {
        get(id).created = Date.from(when);
    }

    /** What restarts answer. */
    public void refuseRestarts(@Nullable Supplier<RuntimeException> refusal) {
        this.refusal = refusal;
    }

    /** What starts answer. */
    public void refuseStarts(@Nullable Supplier<RuntimeException> refusal) {
        this.startRefusal = refusal;
    }

    /** What questions about executions are answered with, and nothing else, null for the truth. */
    public void forget(@Nullable RuntimeException answer) {
        this.forgotten = answer;
    }

    /** Which steps an execution has. */
    public void steps(long id, StepExecution... of) {
        steps.put(id, List.of(of));
    }

    /** What questions are answered with, null for the truth. */
    public void silent(@Nullable RuntimeException silence) {
        this.silence = silence;
    }

    /** Whether a job that is to stop does. */
    public void obeying(boolean now) {
        this.obeying = now;
    }

    /** Done at the end of each start and restart. */
    public void onStart(Runnable action) {
        this.onStart = action;
    }

    /** The server continues the executions that it had stopped. */
    public long goOn(long id) {
        return add(get(id).instance, get(id).job, get(id).parameters);
    }

    /** How many instances there are of a job. */
    public int instances(String job) {
        return (int) executions.values().stream()
                .filter(execution -> execution.job.equals(job))
                .map(execution -> execution.instance)
                .distinct()
                .count();
    }

    private Execution get(long id) {
        RuntimeException silent = silence;
        if (silent != null) {
            throw silent;
        }
        Execution execution = executions.get(id);
        if (execution == null) {
            throw new NoSuchJobExecutionException("no execution " + id);
        }
        return execution;
    }

    private synchronized long add(long instance, String job, Properties parameters) {
        long id = executions.size() + 1L;
        executions.put(id, new Execution(id, instance == 0 ? id : instance, job, parameters));
        return id;
    }

    @Override
    public long start(String job, Properties parameters) {
        calls.add("start " + job);
        Supplier<RuntimeException> refused = startRefusal;
        if (refused != null) {
            throw refused.get();
        }
        long id = add(0, job, parameters);
        onStart.run();
        return id;
    }

    @Override
    public long restart(long id, Properties parameters) {
        calls.add("restart " + id);
        Execution execution = get(id);
        Supplier<RuntimeException> refused = refusal;
        if (refused != null) {
            throw refused.get();
        }
        if (execution.end == null && !"force".equals(parameters.getProperty("jberet.restart.mode"))) {
            throw new JobRestartException("is running");
        }
        long next = add(execution.instance, execution.job, parameters);
        onStart.run();
        return next;
    }

    @Override
    public void stop(long id) {
        calls.add("stop " + id);
        Execution execution = get(id);
        if (execution.end != null) {
            throw new JobExecutionNotRunningException("is over");
        }
        execution.status = BatchStatus.STOPPING;
        if (obeying) {
            end(id, BatchStatus.STOPPED);
        }
    }

    @Override
    public void abandon(long id) {
        calls.add("abandon " + id);
        if (get(id).end == null) {
            throw new JobExecutionIsRunningException("is running");
        }
        set(id, BatchStatus.ABANDONED);
    }

    @Override
    public Set<String> getJobNames() {
        Set<String> names = new TreeSet<>();
        executions.values().forEach(execution -> names.add(execution.job));
        return names;
    }

    @Override
    public int getJobInstanceCount(String job) {
        return getJobInstances(job, 0, Integer.MAX_VALUE).size();
    }

    @Override
    public List<JobInstance> getJobInstances(String job, int start, int count) {
        calls.add("look for " + job);
        if (!getJobNames().contains(job)) {
            throw new NoSuchJobException(job);
        }
        List<Long> instances = executions.values().stream()
                .filter(execution -> execution.job.equals(job))
                .map(execution -> execution.instance)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .skip(start)
                .limit(count)
                .toList();
        List<JobInstance> found = new ArrayList<>();
        instances.forEach(id -> found.add(new Instance(id, job)));
        return found;
    }

    @Override
    public List<Long> getRunningExecutions(String job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Properties getParameters(long id) {
        return get(id).parameters;
    }

    @Override
    public JobInstance getJobInstance(long id) {
        return new Instance(get(id).instance, get(id).job);
    }

    @Override
    public List<JobExecution> getJobExecutions(JobInstance instance) {
        looked.add(instance.getInstanceId());
        List<JobExecution> found = new ArrayList<>();
        executions.values().stream()
                .filter(execution -> execution.instance == instance.getInstanceId())
                .forEach(found::add);
        return found;
    }

    @Override
    public JobExecution getJobExecution(long id) {
        RuntimeException answer = forgotten;
        if (answer != null) {
            throw answer;
        }
        return get(id);
    }

    @Override
    public List<StepExecution> getStepExecutions(long id) {
        return steps.getOrDefault(id, List.of());
    }

    private record Instance(long id, String job) implements JobInstance {
        @Override
        public long getInstanceId() {
            return id;
        }

        @Override
        public String getJobName() {
            return job;
        }
    }

    private static final class Execution implements JobExecution {

        private final long id;
        private final long instance;
        private final String job;
        private final Properties parameters;
        private volatile BatchStatus status = BatchStatus.STARTED;
        private volatile Date created = new Date();
        private volatile @Nullable Date end;

        Execution(long id, long instance, String job, Properties parameters) {
            this.id = id;
            this.instance = instance;
            this.job = job;
            this.parameters = (Properties) parameters.clone();
        }

        @Override
        public long getExecutionId() {
            return id;
        }

        @Override
        public String getJobName() {
            return job;
        }

        @Override
        public BatchStatus getBatchStatus() {
            return status;
        }

        @Override
        public Date getStartTime() {
            return created;
        }

        @Override
        public @Nullable Date getEndTime() {
            return end;
        }

        @Override
        public String getExitStatus() {
            return status.name();
        }

        @Override
        public Date getCreateTime() {
            return created;
        }

        @Override
        public Date getLastUpdatedTime() {
            return created;
        }

        @Override
        public Properties getJobParameters() {
            return parameters;
        }
    }
}
