package io.claimdispatch.pipeline;

import io.claimdispatch.internal.batch.ScriptedJobs;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The batch runtime of the plain JVM, which {@code BatchRuntime} finds as a service: what the test at hand has put there. */
public final class PlainBatch implements JobOperator {

    private static volatile JobOperator current = new ScriptedJobs();

    static void use(JobOperator operator) {
        current = operator;
    }

    @Override
    public Set<String> getJobNames() {
        return current.getJobNames();
    }

    @Override
    public int getJobInstanceCount(String jobName) {
        return current.getJobInstanceCount(jobName);
    }

    @Override
    public List<JobInstance> getJobInstances(String jobName, int start, int count) {
        return current.getJobInstances(jobName, start, count);
    }

    @Override
    public List<Long> getRunningExecutions(String jobName) {
        return current.getRunningExecutions(jobName);
    }

    @Override
    public Properties getParameters(long executionId) {
        return current.getParameters(executionId);
    }

    @Override
    public long start(String jobXmlName, Properties parameters) {
        return current.start(jobXmlName, parameters);
    }

    @Override
    public long restart(long executionId, Properties parameters) {
        return current.restart(executionId, parameters);
    }

    @Override
    public void stop(long executionId) {
        current.stop(executionId);
    }

    @Override
    public void abandon(long executionId) {
        current.abandon(executionId);
    }

    @Override
    public JobInstance getJobInstance(long executionId) {
        return current.getJobInstance(executionId);
    }

    @Override
    public List<JobExecution> getJobExecutions(JobInstance instance) {
        return current.getJobExecutions(instance);
    }

    @Override
    public JobExecution getJobExecution(long executionId) {
        return current.getJobExecution(executionId);
    }

    @Override
    public List<StepExecution> getStepExecutions(long executionId) {
        return current.getStepExecutions(executionId);
    }
}
