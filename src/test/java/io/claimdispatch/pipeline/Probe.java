package io.claimdispatch.pipeline;

import java.sql.SQLException;

/** Is told of what a node does with its database, before and after each call, on the thread that does it. */
@FunctionalInterface
interface Probe {

    /**
     * A moment.
     *
     * @throws SQLException is what the caller gets instead of an answer
     */
    void at(String moment) throws SQLException;
}
