package io.claimdispatch.pipeline;

import io.claimdispatch.internal.batch.ScriptedJobs;
import jakarta.batch.operations.JobOperator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A batch runtime one of whose operations does not come back, not even when it is interrupted, until the gate is opened. */
final class HangingJobs {

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final Gate gate = new Gate();
    private volatile String hanging = "";

    /** The batch runtime of all nodes from now on. */
    static HangingJobs use() {
        HangingJobs made = new HangingJobs();
        PlainBatch.use((JobOperator) Proxy.newProxyInstance(
                HangingJobs.class.getClassLoader(), new Class<?>[] {JobOperator.class}, (proxy, method, values) -> {
                    if (method.getName().equals(made.hanging)) {
                        made.gate.passStubbornly();
                    }
                    try {
                        return method.invoke(made.jobs, values);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
        return made;
    }

    /** From now on. */
    void hangIn(String operation) {
        hanging = operation;
    }

    Gate gate() {
        return gate;
    }

    ScriptedJobs jobs() {
        return jobs;
    }
}
