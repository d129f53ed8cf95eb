package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only place that gets the batch runtime. Its repository uses the server's own connections, which no setting of
 * ours bounds, so each call is tracked while it lasts.
 */
@Component
@Dependent
public class JobOperators {

    private final CallWatchdog watchdog;
    private final Instance<BatchCaller> caller;

    @Inject
    JobOperators(CallWatchdog watchdog, Instance<BatchCaller> caller) {
        this.watchdog = watchdog;
        this.caller = caller;
    }

    /**
     * Initialises the runtime at start, outside of any transaction: one first used in a transaction that rolls back may
     * never get its tables.
     */
    public void ready() {
        get();
    }

    /** Returns the server's job operator. Call it on a thread of the application. */
    public JobOperator get() {
        JobOperator operator;
        try (Call call = watchdog.beginForeignCall("looking for the batch runtime")) {
            operator = BatchRuntime.getJobOperator();
        }
        return calling(operator);
    }

    /** Wraps an operator so that each call is tracked. */
    JobOperator calling(JobOperator operator) {
        return (JobOperator) Proxy.newProxyInstance(
                JobOperators.class.getClassLoader(),
                new Class<?>[] {JobOperator.class},
                (proxy, method, values) -> call(operator, method, values));
    }

    private Object call(JobOperator operator, Method method, Object[] values) throws Throwable {
        try (Call call = watchdog.beginForeignCall("asking the batch runtime for " + method.getName())) {
            return caller.isResolvable() ? called(operator, method, values) : method.invoke(operator, values);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private Object called(JobOperator operator, Method method, Object[] values)
            throws IllegalAccessException, InvocationTargetException {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return caller.get().call(operator, method, values, begun);
        } catch (EJBException e) {
            if (begun.get()) {
                // a job may have been started, and must not be started again
                throw e;
            }
            // the application stops, and its beans are already destroyed
            return method.invoke(operator, values);
        }
    }
}
