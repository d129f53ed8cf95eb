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
 * <p>With a {@code CompletionStage} the attempt ends when the stage completes, see {@link Job#async}. Any other work
 * that outlives the method would fail unnoticed, so {@code @Asynchronous} (of Enterprise Beans, Concurrency or
 * MicroProfile Fault Tolerance) on the method, its class or a stereotype stops the deployment, and so does a {@code
 * Future} that is no {@code CompletionStage}.
 *
 * <p>Two processors for one type, a blank type, a method that cannot be called this way, or an annotated class that is
 * not a bean stops the deployment with an error that names the place.
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
}
