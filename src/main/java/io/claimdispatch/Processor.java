package io.claimdispatch;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Declares the type of action that a bean handles. No other registration is needed.
 *
 * <p>On a class that implements {@link LogProcessor}: it turns each row into a {@link Job}. The annotation is a
 * stereotype that makes the class an {@code @ApplicationScoped} bean; another scope on the class replaces that one.
 *
 * <p>On a method of any bean, for the short case: the method is the task. Its parameters are the payload, read by
 * JSON-B into the parameter's type, and/or the {@link LogRecord}; it returns nothing, an {@link Outcome}, a {@link
 * java.util.concurrent.CompletionStage}, or a {@link Job}. An exception is a failed attempt, and a {@link
 * NonRetryableException} the last one. Interceptors of the bean apply, for example {@code @Transactional}.
 *
 * <p>With {@link #chunk} the method takes lists, and is called for many rows at once.
 *
 * <p>With a {@code CompletionStage} the attempt ends when the stage completes, see {@link Job#async}. Any other work
 * that outlives the method would fail unnoticed, so {@code @Asynchronous} (of Enterprise Beans, Concurrency or
 * MicroProfile Fault Tolerance) on the method, its class or a stereotype stops the deployment, and so does a {@code
 * Future} that is no {@code CompletionStage}.
 *
 * <p>The further members are policies of the type or family. Each is a default of the code, and operators have the last
 * word: what applies to a type is the setting that names the type, else the setting that names its longest family, else
 * the member here, else the general setting. A member that is left out leaves its policy to the settings.
 *
 * <pre>{@code
 * @Processor(value = "report.*", maxAttempts = 3, initialDelay = "PT5M", timeLimit = "PT1H",
 *         priority = Priority.LOW, retention = "P7D")
 * public void report(Order order) {}
 * }</pre>
 *
 * <p>Two processors for one type, a blank type, a policy that is not allowed (CLAIM0199), a method that cannot be called
 * this way, or an annotated class that is not a bean stops the deployment with an error that names the place.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class WelcomeMails {
 *
 *     @Inject
 *     Mailer mailer;
 *
 *     @Processor("email.welcome")
 *     public void welcome(Welcome welcome, LogRecord row) throws Exception {
 *         mailer.send("welcome-" + row.id(), welcome.email());
 *     }
 * }
 * }</pre>
 */
@Documented
@Stereotype
@ApplicationScoped
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Processor {

    /**
     * The type of action, like {@code email.welcome}, or a family: {@code order.*} for every type that begins with
     * {@code order.}, {@code *} for all types. An exact type wins over a family, and a longer family over a shorter
     * one.
     */
    String value();

    /**
     * Whether the method runs in a transaction in which its row is completed as well, so that its effects in the
     * database happen exactly once; see {@link Job#atomic(Job.Work)} for the conditions. Allowed only on a method that
     * is itself the task; a returned {@link Job} decides for itself. Anywhere else it stops the deployment. So does a
     * {@code @Transactional} that would take the method out of the transaction, and a {@code CompletionStage}, whose
     * work the transaction could not contain.
     */
    boolean atomic() default false;

    /**
     * The most rows that the method takes at once, from 1 to 1,000. By default, -1, a row is called alone.
     *
     * <p>The method takes a {@code List} of payloads, a {@code List<LogRecord>}, or both, in the same order. The lists are
     * immutable; their rows have one exact type and one table. A row waits at most a moment (20 milliseconds) for
     * others, so a list may be shorter. The method returns nothing if all rows have succeeded, or a {@code
     * List<Outcome>} with one outcome for each row, in the order of the rows.
     *
     * <pre>{@code
     * @Processor(value = "email.welcome", chunk = 50)
     * public List<Outcome> welcome(List<User> users, List<LogRecord> rows) throws Exception {
     *     List<Outcome> outcomes = new ArrayList<>();
     *     for (User user : users) {
     *         outcomes.add(user.email().isEmpty() ? Outcome.discard("no address") : Outcome.success());
     *     }
     *     return outcomes;
     * }
     * }</pre>
     *
     * <p>Each row keeps its own outcome. One that its rules skip, or whose payload cannot be read, drops out in front of
     * the call. An exception is a failed attempt of every row of the call, and so are null, a null element, and a list
     * of another size (CLAIM0249). A row with a failed attempt then runs alone, in a list of one, so that it does not
     * fail others. Therefore an exception makes no row a dead letter as long as several rows were called, not even a
     * {@link NonRetryableException}. A row that would be a dead letter after one failed attempt always runs alone.
     *
     * <p>The {@linkplain #timeLimit time limit} is that of the call with all its rows, from the first of their rules on.
     * With {@link #atomic} they are completed in one transaction: if one of them has lost its claim, everything is rolled
     * back, and the others run again without a failed attempt.
     *
     * <p>A deployment is refused for a chunk without a list (CLAIM0240) or with another list than those (CLAIM0243,
     * CLAIM0248), a {@code List<LogRecord>} without a chunk (CLAIM0241), a number that is not allowed (CLAIM0242), a
     * {@link Job}, and so Jakarta Batch (CLAIM0244), a {@code CompletionStage} (CLAIM0245), any other return type
     * (CLAIM0246), and for a type that may have only one attempt (CLAIM0247).
     */
    int chunk() default -1;

    /**
     * The number of failed attempts after which a row is a dead letter: 1 to 1,000. By default, -1, as the settings {@code
     * claim-dispatch.retry.max-attempts} and {@code claim-dispatch.retry.max-attempts.types} say. Used by the default
     * {@link io.claimdispatch.spi.RetryPolicy}; a policy of the application decides for itself, and may ask {@link LogRecord#maxAttempts}. It always bounds the
     * retries of an {@link Outcome}.
     */
    int maxAttempts() default -1;

    /**
     * The delay before the second attempt, as an ISO 8601 duration from {@code PT0S} to {@code PT24H}; further delays grow
     * from it. By default, the empty string, as the settings {@code claim-dispatch.retry.initial-delay} and {@code
     * claim-dispatch.retry.initial-delay.types} say. Used like {@link #maxAttempts}.
     */
    String initialDelay() default "";

    /**
     * How long an attempt may take until it is interrupted and has failed, as an ISO 8601 duration from {@code PT1S} to
     * 365 days, or {@code never}: of a task, of the stage that it returns, and of a batch execution. By default, the empty
     * string, as the settings {@code claim-dispatch.time-limit} and {@code claim-dispatch.time-limits} say.
     */
    String timeLimit() default "";

    /**
     * The priority of rows whose draft sets none; at most one. By default, none, as the setting {@code
     * claim-dispatch.priority.types} says, else {@link Priority#NORMAL}. The publisher decides it when the row is
     * published, so it applies only if this processor belongs to the publishing application.
     */
    Priority[] priority() default {};

    /**
     * How long processed, skipped, discarded and cancelled rows are kept, as an ISO 8601 duration from {@code PT1M} to
     * 36,500 days, or {@code never}. By default, the empty string, as the settings {@code claim-dispatch.retention} and
     * {@code claim-dispatch.retention.types} say. It never deletes dead letters: {@code claim-dispatch.retention.dead} and
     * {@code claim-dispatch.retention.dead-types} alone do.
     *
     * <p>It applies on nodes where this processor routes the type. Other nodes delete rows of this type only if their
     * setting {@code claim-dispatch.retention.types} names it.
     */
    String retention() default "";
}
