package io.claimdispatch.pipeline;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** As many threads as are asked for, until it takes no task any more, as a server's does that is suspended or stops. */
final class RefusingExecutor extends ThreadPoolExecutor {

    private volatile boolean refuses;

    RefusingExecutor() {
        super(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    void refuse() {
        refuses = true;
    }

    @Override
    public void execute(Runnable task) {
        if (refuses) {
            throw new RejectedExecutionException("suspended");
        }
        super.execute(task);
    }
}
