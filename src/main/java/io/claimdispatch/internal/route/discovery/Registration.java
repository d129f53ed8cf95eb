package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.route.call.Handler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;

/**
 * One {@code @Processor} that was found on an enabled bean.
 *
 * @param pattern for which types
 * @param place for messages
 * @param bean whose it is
 * @param handler what to call
 */
public record Registration(TypePattern pattern, String place, Bean<?> bean, Handler handler) {

    /**
     * Which of several for one type is preferred, as CDI resolves beans: a selected alternative replaces what is none, and
     * among alternatives the greater {@code @Priority} wins.
     */
    int precedence() {
        if (!bean.isAlternative()) {
            return Integer.MIN_VALUE;
        }
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? 0 : priority.value();
    }

    /** Whether another's bean takes the place of this one's. */
    boolean specializedBy(Registration other) {
        return other.bean.getBeanClass().isAnnotationPresent(Specializes.class)
                && other.bean.getBeanClass().getSuperclass() == bean.getBeanClass();
    }
}
