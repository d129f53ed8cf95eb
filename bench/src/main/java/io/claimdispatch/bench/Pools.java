package io.claimdispatch.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool of connections: the same for every contender. */
final class Pools {

    /** As many as the contender with the most threads can use. */
    static final int SIZE = 64;

    private static final int IDLE = 8;

    private Pools() {}

    static HikariDataSource on(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(IDLE);
        config.setExceptionOverrideClassName(KeepConnection.class.getName());
        return new HikariDataSource(config);
    }
}
