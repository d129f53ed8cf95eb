package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.Job;
import io.claimdispatch.Processor;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Checks that a processor method can complete its row in the transaction of its work. */
final class AtomicMethod {

    /** The fault of classes and producers. */
    static final String NO_METHOD =
            "atomic = true is for processor methods only; let toJob return Job.atomic(…) instead";

    private AtomicMethod() {}

    /** Why a method declared atomic cannot be; empty if it can, or is not declared atomic. */
    static Optional<String> fault(Processor processor, AnnotatedMethod<?> method) {
        if (!processor.atomic()) {
            return Optional.empty();
        }
        if (Job.class.isAssignableFrom(method.getJavaMember().getReturnType())) {
            return Optional.of(
                    "the method returns a Job, which says itself whether it is atomic; return Job.atomic(…), and leave"
                            + " atomic = true out");
        }
        Transactional own = Optional.ofNullable(method.getAnnotation(Transactional.class))
                .orElseGet(() -> method.getDeclaringType().getAnnotation(Transactional.class));
        return own == null || joins(own.value())
                ? Optional.empty()
                : Optional.of("the method is atomic, but its @Transactional(" + own.value()
                        + ") takes the work out of the transaction in which the row is completed");
    }

    private static boolean joins(Transactional.TxType type) {
        return switch (type) {
            case REQUIRED, MANDATORY, SUPPORTS -> true;
            case REQUIRES_NEW, NOT_SUPPORTED, NEVER -> false;
        };
    }
}
