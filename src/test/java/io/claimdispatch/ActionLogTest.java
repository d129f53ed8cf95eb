package io.claimdispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionLogTest {

    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.000001Z");

    private static ActionLog row(String state) {
        return new ActionLog(
                "mail_logs",
                7,
                "mail",
                "{\"secret\":1}",
                12,
                "k",
                state,
                Priority.LOW,
                TIME,
                TIME.plusSeconds(1),
                TIME.plusSeconds(2),
                TIME.plusSeconds(3),
                "node",
                8L,
                TIME.plusSeconds(4),
                9L,
                TIME.plusSeconds(5),
                3,
                "[]",
                "java.io.IOException#5e0c2a17",
                "why");
    }

    @Test
    void a_state_that_this_version_does_not_know_keeps_its_text() {
        assertThat(row("PARKED").state()).isEqualTo(ActionState.UNKNOWN);
        assertThat(row("PARKED").stateText()).isEqualTo("PARKED");
        for (ActionState state : ActionState.values()) {
            assertThat(row(state.name()).state()).isEqualTo(state);
        }
    }

    @Test
    void the_text_of_a_row_shows_nothing_of_its_payload() {
        assertThat(row("DEAD")).hasToString("ActionLog 7 mail DEAD").isEqualTo(row("DEAD"));
    }

    @Test
    void each_getter_of_the_first_version_returns_what_its_component_does() throws ReflectiveOperationException {
        ActionLog row = row("DEAD");
        List<String> getters = new ArrayList<>();
        for (Method getter : ActionLog.class.getDeclaredMethods()) {
            if (getter.getName().startsWith("get")) {
                assertThat(getter.getAnnotation(Deprecated.class).since()).isEqualTo("0.2");
                String name = Character.toLowerCase(getter.getName().charAt(3))
                        + getter.getName().substring(4);
                Object value = ActionLog.class
                        .getMethod(name.equals("endAt") ? "eligibleAt" : name)
                        .invoke(row);
                assertThat(getter.invoke(row))
                        .as(name)
                        .isEqualTo(value instanceof Priority priority ? priority.level() : value);
                getters.add(name);
            }
        }
        assertThat(getters).hasSize(20).doesNotContain("table");
    }

    @Test
    void null_is_refused_by_each_component_that_cannot_be_null() throws ReflectiveOperationException {
        RecordComponent[] components = ActionLog.class.getRecordComponents();
        Constructor<?> constructor = ActionLog.class.getDeclaredConstructors()[0];
        for (int i = 0; i < components.length; i++) {
            Object[] values = new Object[components.length];
            for (int c = 0; c < values.length; c++) {
                values[c] = components[c].getAccessor().invoke(row("DEAD"));
            }
            if (components[i].getType().isPrimitive()) {
                continue;
            }
            values[i] = null;
            if (components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                assertThat(constructor.newInstance(values)).isNotNull();
            } else {
                String name = components[i].getName();
                assertThatThrownBy(() -> constructor.newInstance(values))
                        .as(Arrays.toString(values))
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .hasMessageStartingWith("CLAIM0001")
                        .hasMessageContaining("'" + name + "'");
            }
        }
    }
}
