package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.route.call.Handler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;

/**
 * One {@code @Processor} found on an enabled bean.
 *
 * @param pattern the types it handles
 * @param place the place in the user's code, for messages
 * @param bean the bean that has the annotation
 * @param handler calls the processor
 * @param policy what it declares about its types
 */
public record Registration(TypePattern pattern, String place, Bean<?> bean, Handler handler, ProcessorPolicy policy) {

    /**
     * The rank among several processors of one type, as CDI resolves beans: a selected alternative wins over other
     * beans, and among alternatives the greater {@code @Priority} wins.
     */
    int precedence() {
        if (!bean.isAlternative()) {
            return Integer.MIN_VALUE;
        }
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? 0 : priority.value();
    }

    /** Whether the other bean specializes this one. */
    boolean specializedBy(Registration other) {
        return other.bean.getBeanClass().isAnnotationPresent(Specializes.class)
                && other.bean.getBeanClass().getSuperclass() == bean.getBeanClass();
    }
}
