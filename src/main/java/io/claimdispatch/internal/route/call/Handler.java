package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import org.jspecify.annotations.Nullable;

/** What stands behind one {@code @Processor}: a bean that is a processor, or a method of a bean. */
public interface Handler {

    /** Whether it takes a type of its family. */
    boolean supports(String type) throws Exception;

    /** The job of a row, as the user's code gave it. */
    @Nullable
    Job job(LogRecord row) throws Exception;

    /**
     * Makes sure that it can be called.
     *
     * @throws RuntimeException if the container cannot give a reference to the bean
     */
    void verify();
}
