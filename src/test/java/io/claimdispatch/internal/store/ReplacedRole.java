package io.claimdispatch.internal.store;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A store for tests with another role in the place of one, so that a database refuses at a chosen moment. */
public final class ReplacedRole {

    private ReplacedRole() {}

    /** The same store with what is made of its role of that type. */
    public static <R> ActionStore in(ActionStore store, Class<R> role, UnaryOperator<R> replacement) {
        RecordComponent[] roles = ActionStore.class.getRecordComponents();
        Class<?>[] types = Arrays.stream(roles).map(RecordComponent::getType).toArray(Class<?>[]::new);
        if (!Arrays.asList(types).contains(role)) {
            throw new IllegalArgumentException(role + " is no role of the store");
        }
        try {
            Object[] values = new Object[roles.length];
            for (int i = 0; i < roles.length; i++) {
                values[i] = roles[i].getAccessor().invoke(store);
                if (types[i].equals(role)) {
                    values[i] = replacement.apply(role.cast(values[i]));
                }
            }
            return ActionStore.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
