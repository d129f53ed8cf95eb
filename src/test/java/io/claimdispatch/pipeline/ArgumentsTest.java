package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public method and constructor of every public type, with null and absurd values for each of its parameters. */
class ArgumentsTest extends PipelineTest {

    /** Applications implement these, and we call them; what they are given is ours. */
    private static final Set<Class<?>> IMPLEMENTED_BY_USERS =
            Set.of(LogProcessor.class, Job.Work.class, Processor.class);

    ArgumentsTest() {
        super(Databases.H2);
    }

    static Stream<Class<?>> types() {
        return PublicApi.types()
                .filter(type -> !IMPLEMENTED_BY_USERS.contains(type))
                .filter(type -> !PublicApi.callable(type).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("types")
    void null_and_absurd_arguments_are_refused_with_an_id_that_names_the_parameter(Class<?> type) {
        Node node = byHand(node());
        List<String> wrong = new ArrayList<>();
        for (Executable called : PublicApi.callable(type)) {
            for (int i = 0; i < called.getParameterCount(); i++) {
                for (Absurd absurd : Absurd.of(called.getParameterTypes()[i])) {
                    String fault = fault(node, called, i, absurd);
                    if (fault != null) {
                        wrong.add(called + ", " + PublicApi.name(called, i) + " = " + absurd.name() + ": " + fault);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void types_and_methods_are_found() {
        assertThat(types()).hasSizeGreaterThan(20);
        assertThat(types().mapToInt(type -> PublicApi.callable(type).size()).sum())
                .isGreaterThan(90);
    }

    @Test
    void the_facade_says_that_no_application_is_there() {
        assertThatThrownBy(ClaimDispatch::publisher)
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0007")
                .hasMessageContaining(Thread.currentThread().getName());
    }

    private static String fault(Node node, Executable called, int position, Absurd absurd) {
        Object[] arguments = new Object[called.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == position ? absurd.value() : Absurd.sensible(called.getParameterTypes()[i]);
        }
        String parameter = PublicApi.name(called, position);
        try {
            PublicApi.call(node, called, arguments);
        } catch (InvocationTargetException e) {
            return faultOf(e.getCause(), parameter);
        } catch (ReflectiveOperationException e) {
            return "cannot be called: " + e;
        }
        return absurd.value() == null && !PublicApi.isNullable(called, position) ? "was taken" : null;
    }

    private static String faultOf(Throwable thrown, String parameter) {
        if (thrown == Absurd.OF_THE_USER) {
            return null;
        }
        if (!(thrown instanceof ClaimDispatchException problem)) {
            return "ended in " + thrown;
        }
        boolean named = PublicApi.wordsFor(parameter).anyMatch(problem.getMessage()::contains);
        return problem.id().matches("CLAIM00[0156]\\d|CLAIM0189|CLAIM0205") && named
                ? null
                : "does not name it: " + problem.getMessage();
    }
}
