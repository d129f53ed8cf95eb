package io.claimdispatch.internal.store.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewTransactionTest {

    private final List<String> calls = new ArrayList<>();

    private NewTransaction transaction(boolean mayBegin) {
        NewTransaction transaction = new NewTransaction(new ServerTransaction() {
            @Override
            public <T> T run(Body<T> body) throws Exception {
                calls.add("by the interceptor");
                return body.run();
            }
        });
        transaction.transaction = (UserTransaction) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {UserTransaction.class}, (proxy, method, arguments) -> {
                    if (!mayBegin) {
                        throw new IllegalStateException("an EJB whose transactions the container manages");
                    }
                    calls.add(method.getName());
                    return null;
                });
        return transaction;
    }

    @Test
    void work_that_returns_is_committed() throws Exception {
        assertThat(transaction(true).<String>run(() -> "done")).isEqualTo("done");

        assertThat(calls).containsExactly("begin", "commit");
    }

    @Test
    void any_exception_rolls_back_and_is_thrown_itself() {
        assertThatThrownBy(() -> transaction(true).run(() -> {
                    throw new IOException("no disk");
                }))
                .isInstanceOf(IOException.class);

        assertThat(calls).containsExactly("begin", "rollback");
    }

    @Test
    void where_no_transaction_may_be_begun_by_hand_the_interceptor_begins_it() throws Exception {
        assertThat(transaction(false).<String>run(() -> "done")).isEqualTo("done");

        assertThat(calls).containsExactly("by the interceptor");
    }
}
