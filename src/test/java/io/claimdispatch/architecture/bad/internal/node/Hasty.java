package io.claimdispatch.architecture.bad.internal.node;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Asks the database while it is made, and has something run by way of a method of its own. No bean: nothing is injected. */
@Component
@Dependent
final class Hasty {

    Hasty(DataSource dataSource, Executor executor) throws SQLException {
        dataSource.getConnection().close();
        begin(executor);
    }

    private static void begin(Executor executor) {
        executor.execute(() -> {});
    }
}
