package io.claimdispatch.internal.route.call;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Added by {@code TransactionalProcessors} to processor methods that the server runs in their own transaction: work
 * that was not committed must not look like a success. It binds two interceptors, one on each side of the server's.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CommitChecked {

    /** The annotation itself. */
    final class Literal extends AnnotationLiteral<CommitChecked> implements CommitChecked {

        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
