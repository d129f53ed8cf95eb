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
 * Says which type of action a bean handles. There is nothing else to register.
 *
 * <p>On a class that implements {@link LogProcessor}: it turns each row into a {@link Job}. The annotation is a stereotype
 * that makes the class an {@code @ApplicationScoped} bean; another scope on the class replaces that one.
 *
 * <p>On a method of any bean, for the short case: the method is the task. Its parameters are the payload, read by JSON-B
 * into the parameter's type, and/or the {@link LogRecord}; it returns nothing, an {@link Outcome}, a {@link
 * java.util.concurrent.CompletionStage}, or a {@link Job}. What it throws is a failed attempt. Interceptors of the bean,
 * for example {@code @Transactional}, apply.
 *
 * <p>With a {@code CompletionStage} the attempt ends when the stage completes, see {@link Job#async}. Other work that
 * outlives the method would be lost, so {@code @Asynchronous} (of Enterprise Beans, Concurrency or MicroProfile Fault
 * Tolerance) on the method, its class or a stereotype stops the deployment, and so does a {@code Future} that is no {@code
 * CompletionStage}.
 *
 * <p>Two processors for one type, a blank type, a method that cannot be called this way and an annotated class that is no
 * bean stop the deployment with an error that names the place.
 */
@Documented
@Stereotype
@ApplicationScoped
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Processor {

    /**
     * The type of action, like {@code email.welcome}; or a family: {@code order.*} for every type that begins with
     * {@code order.}, and {@code *} for all. The exact type is preferred to a family, the longer family to the shorter.
     */
    String value();

    /**
     * Whether the method runs in a transaction in which its row is completed as well, so that what it does in the database
     * happens exactly once; see {@link Job#atomic(Job.Work)} for the conditions. Only for a method that is the task: where a
     * {@link Job} is returned, that says so itself. Anywhere else it stops the deployment, and so does a
     * {@code @Transactional} that would take the method out of the transaction, or a {@code CompletionStage}, whose work the
     * transaction could not contain.
     */
    boolean atomic() default false;
}
