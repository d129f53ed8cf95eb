package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No statement has a sign in it that the JVM's locale has put there. */
class StatementTextTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void asBefore() {
        Locale.setDefault(before);
    }

    static Stream<Dialect> dialects() {
        return Stream.of(new PostgreSqlDialect(), new MariaDbDialect());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void the_statement_that_opens_a_transaction_is_ascii_in_every_locale(Dialect dialect) throws SQLException {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        List<String> executed = new ArrayList<>();

        dialect.begin(recording(executed), Duration.ofSeconds(30));

        assertThat(executed).isNotEmpty().allMatch(StatementTextTest::isAscii);
    }

    @Test
    void the_claim_is_ascii_in_the_locale_that_its_class_was_loaded_in() {
        assertThat(isAscii(new PostgreSqlDialect().statements().get("claim").on(TestDatabase.TABLE)))
                .isTrue();
    }

    private static boolean isAscii(String sql) {
        return sql.chars().allMatch(c -> c < 128);
    }

    private static Connection recording(List<String> executed) {
        Statement statement = proxy(Statement.class, (method, sql) -> executed.add(sql));
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, given) -> method.getName().equals("createStatement") ? statement : null);
    }

    private interface Call {
        void on(String method, String sql);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (method.getName().startsWith("execute")) {
                call.on(method.getName(), (String) given[0]);
                return method.getReturnType() == boolean.class ? (Object) false : 0;
            }
            return null;
        }));
    }
}
