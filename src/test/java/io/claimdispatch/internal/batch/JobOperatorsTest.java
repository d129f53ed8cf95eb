package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.batch.operations.JobOperator;
import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls of the batch runtime by a bean whose container fails. */
class JobOperatorsTest {

    private final List<String> started = new ArrayList<>();

    private final JobOperator runtime = (JobOperator) Proxy.newProxyInstance(
            JobOperator.class.getClassLoader(), new Class<?>[] {JobOperator.class}, (proxy, method, values) -> {
                started.add((String) values[0]);
                return 1L;
            });

    @Test
    void a_call_that_the_container_has_not_let_through_is_made_without_it() {
        JobOperators operators = operators(new BatchCaller() {
            @Override
            public Object call(JobOperator operator, Method method, Object @Nullable [] values, AtomicBoolean begun) {
                throw new EJBException("the application stops");
            }
        });

        assertThat(operators.calling(runtime).start("orders", new Properties())).isEqualTo(1);

        assertThat(started).containsExactly("orders");
    }

    @Test
    void a_call_that_had_begun_is_not_repeated() {
        JobOperators operators = operators(new BatchCaller() {
            @Override
            public Object call(JobOperator operator, Method method, Object @Nullable [] values, AtomicBoolean begun)
                    throws IllegalAccessException, InvocationTargetException {
                super.call(operator, method, values, begun);
                throw new EJBException("the transaction could not be ended");
            }
        });

        assertThatThrownBy(() -> operators.calling(runtime).start("orders", new Properties()))
                .isInstanceOf(EJBException.class);

        assertThat(started).containsExactly("orders");
    }

    @SuppressWarnings("unchecked")
    private static JobOperators operators(BatchCaller caller) {
        return new JobOperators(new CallWatchdog(TestSettings.of(), new Ticker()), (Instance<BatchCaller>)
                Proxy.newProxyInstance(
                        Instance.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (proxy, method, values) -> method.getName().equals("get") ? caller : true));
    }
}
