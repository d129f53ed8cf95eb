package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import java.sql.SQLException;
import java.util.Properties;

/** The batch runtime alone: as many threads as the product has tasks at once call {@code JobOperator.start}. */
public final class BatchAlone implements Contender {

    private static final int THREADS = 16;

    private final JBeret jBeret;
    private final InParallel threads = new InParallel(THREADS);

    /** Makes the tables of the job repository, on PostgreSQL. */
    public BatchAlone(Place place) {
        jBeret = new JBeret(place);
    }

    @Override
    public void prepare(int rows) throws SQLException {
        jBeret.empty();
    }

    @Override
    public void run() throws Exception {
        threads.rows(Executions.current().rows(), number -> {
            Properties parameters = new Properties();
            parameters.setProperty("number", Integer.toString(number));
            jBeret.start(JBeret.JOB, parameters);
        });
        Executions.current().awaitAll();
        jBeret.awaitCompleted();
    }

    @Override
    public void verify() throws SQLException {
        jBeret.requireCompleted(Executions.current().rows());
    }

    @Override
    public void close() {
        threads.close();
        jBeret.close();
    }
}
