package io.claimdispatch.internal.batch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.common.problem.BatchProblems;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.NoSuchJobException;
import java.io.FileNotFoundException;
import java.sql.DataTruncation;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Decides whether a failed start can succeed later. The standard's exceptions do not tell: on Payara, GlassFish and
 * Open Liberty {@code JobStartException} and {@code JobRestartException} stand for everything, including a repository
 * that does not answer. So the causes decide; a failure is temporary unless one of them proves it hopeless.
 */
final class StartFailures {

    /** The maximum number of causes to follow, since they may form a circle. */
    private static final int MOST = 50;

    /** The maximum number of parameters in a message, and the maximum length of their names. */
    private static final int TOLD = 5;

    private static final int MAX_NAME = 50;

    /** SQL states of values that do not fit their column. */
    private static final String DATA_EXCEPTION = "22";

    private StartFailures() {}

    /**
     * Returns the failure of the attempt: CLAIM0085 or CLAIM0086 if no further start can succeed, otherwise the
     * runtime's exception.
     *
     * @param parameters the parameters of the start
     */
    static RuntimeException judged(BatchRuntimeException failure, Job.Batch job, Properties parameters) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof SQLException refused && isOfTheValues(refused)) {
                // without the cause, since some databases quote the value in their message
                return BatchProblems.batchParametersRefused(
                        job.name(), refused.getSQLState(), length(parameters), lengths(job.parameters()));
            }
        }
        if (isOfTheRepository(failure)) {
            return failure;
        }
        String xml = "META-INF/batch-jobs/" + (job.name().endsWith(".xml") ? job.name() : job.name() + ".xml");
        boolean missing = causes.stream().anyMatch(StartFailures::saysMissing) || isMissing(xml);
        boolean unreadable = causes.stream().anyMatch(StartFailures::saysUnreadable);
        return missing || unreadable ? BatchProblems.batchJobUnusable(job.name(), xml, missing, failure) : failure;
    }

    /** Whether the repository failed rather than refused: JBatch throws {@code JobRestartException} for both. */
    static boolean isOfTheRepository(BatchRuntimeException failure) {
        return causes(failure).stream().anyMatch(SQLException.class::isInstance);
    }

    private static boolean isOfTheValues(SQLException refused) {
        String state = refused.getSQLState();
        return refused instanceof SQLDataException
                || refused instanceof DataTruncation
                || state != null && state.startsWith(DATA_EXCEPTION);
    }

    private static boolean saysMissing(Throwable cause) {
        return cause instanceof NoSuchJobException || cause instanceof FileNotFoundException;
    }

    private static boolean saysUnreadable(Throwable cause) {
        String name = cause.getClass().getName();
        return name.startsWith("javax.xml.") || name.startsWith("org.xml.sax.") || name.startsWith("jakarta.xml.bind.");
    }

    private static boolean isMissing(String xml) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return application != null && application.getResource(xml) == null;
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>(List.of(failure));
        for (int i = 0; i < causes.size() && causes.size() < MOST; i++) {
            Throwable cause = causes.get(i).getCause();
            if (cause != null) {
                causes.add(cause);
            }
            SQLException next = causes.get(i) instanceof SQLException sql ? sql.getNextException() : null;
            if (next != null) {
                causes.add(next);
            }
        }
        return causes;
    }

    /** The length of the parameters as JBeret stores them. */
    private static int length(Properties parameters) {
        return parameters.stringPropertyNames().stream()
                .mapToInt(name -> name.length() + parameters.getProperty(name).length() + " = \n".length())
                .sum();
    }

    /** The names with the lengths of their values, longest first; not the values, which are data. */
    private static String lengths(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? "none"
                : parameters.entrySet().stream()
                        .sorted(Comparator.comparingInt(
                                parameter -> -parameter.getValue().length()))
                        .limit(TOLD)
                        .map(parameter -> parameter.getValue().length() + " in '" + shortened(parameter.getKey()) + "'")
                        .collect(Collectors.joining(", ", "", parameters.size() > TOLD ? " and less in others" : ""));
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + '…';
    }
}
