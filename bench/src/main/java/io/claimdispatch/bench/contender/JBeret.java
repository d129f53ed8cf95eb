package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jberet.operations.AbstractJobOperator;
import org.jberet.repository.JdbcRepository;
import org.jberet.repository.JobRepository;
import org.jberet.spi.ArtifactFactory;
import org.jberet.spi.BatchEnvironment;
import org.jberet.spi.JobTask;
import org.jberet.spi.JobXmlResolver;
import org.jberet.tools.MetaInfBatchJobsJobXmlResolver;
import org.jberet.tx.LocalTransactionManager;

/** WildFly's batch runtime in the plain JVM, with its repository on PostgreSQL, in the database of the contender. */
final class JBeret extends AbstractJobOperator implements AutoCloseable {

    /** The job of the case. */
    static final String JOB = "bench";

    private static final int THREADS = 16;
    private static final String NOT_OVER = "batchstatus <> 'COMPLETED'";

    private final Table executions;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final BatchEnvironment environment;

    /** Makes its tables. */
    JBeret(Place place) {
        executions = place.table("job_execution");
        environment = new Environment(new JdbcRepository(place.dataSource()), threads);
    }

    @Override
    public BatchEnvironment getBatchEnvironment() {
        return environment;
    }

    /** Forgets all executions. */
    void empty() throws SQLException {
        executions.execute("TRUNCATE TABLE job_instance, job_execution, step_execution, partition_execution");
        executions.settle();
    }

    /** Waits until all executions are stored as completed. */
    void awaitCompleted() throws SQLException {
        executions.awaitNone(NOT_OVER);
    }

    /** Fails unless the repository has so many executions, each of them completed. */
    void requireCompleted(int expected) throws SQLException {
        executions.require(expected, "batchstatus = 'COMPLETED'");
        executions.require(0, NOT_OVER);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What a server would give it. */
    private record Environment(JobRepository repository, ExecutorService threads) implements BatchEnvironment {

        @Override
        public ClassLoader getClassLoader() {
            return JBeret.class.getClassLoader();
        }

        /** Makes nothing: JBeret then makes what the XML names by its class. */
        @Override
        public ArtifactFactory getArtifactFactory() {
            return new ArtifactFactory() {
                @Override
                public Object create(String ref, Class<?> type, ClassLoader loader) {
                    return null;
                }

                @Override
                public void destroy(Object artifact) {}

                @Override
                public Class<?> getArtifactClass(String ref, ClassLoader loader) {
                    return null;
                }
            };
        }

        @Override
        public void submitTask(JobTask task) {
            threads.execute(task);
        }

        @Override
        public TransactionManager getTransactionManager() {
            return LocalTransactionManager.getInstance();
        }

        @Override
        public JobRepository getJobRepository() {
            return repository;
        }

        @Override
        public JobXmlResolver getJobXmlResolver() {
            return new MetaInfBatchJobsJobXmlResolver();
        }

        @Override
        public Properties getBatchConfigurationProperties() {
            return new Properties();
        }

        @Override
        public String getApplicationName() {
            return JOB;
        }
    }
}
