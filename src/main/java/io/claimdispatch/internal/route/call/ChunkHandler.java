package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import java.util.List;

/**
 * A processor that is a method for many rows at once. A row that runs alone gets a job that calls the method with lists
 * of one.
 *
 * @param bean the bean of the method
 * @param method the method to invoke
 * @param most the most rows of a call
 * @param atomic whether the rows are completed in the transaction of the work
 */
public record ChunkHandler(BeanSource<Object> bean, ChunkMethod method, int most, boolean atomic) implements Handler {

    @Override
    public boolean supports(String type) {
        return true;
    }

    @Override
    public boolean supportsAll() {
        return true;
    }

    @Override
    public Job job(LogRecord row) {
        return new Job.Task(() -> call(List.of(row), List.of(argument(row))).get(0), atomic);
    }

    /**
     * Returns what the method takes of one row. Runs the user's code, for example the constructor of the payload.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0061 if the payload does not fit
     */
    public Object argument(LogRecord row) {
        return method.argument(row);
    }

    /**
     * Calls the method.
     *
     * @param rows rows of one type, at least one
     * @param arguments what {@link #argument} returned of each
     * @return one outcome for each row
     * @throws Exception the exception of the method, unwrapped; or CLAIM0249 if its outcomes do not match the rows
     */
    public List<Outcome> call(List<LogRecord> rows, List<Object> arguments) throws Exception {
        return SessionBeanCall.call(() -> bean.call(instance -> method.outcomes(
                method.invoke(instance, rows, arguments), rows.get(0).type(), rows.size())));
    }

    @Override
    public void verify() {
        bean.verify();
    }
}
