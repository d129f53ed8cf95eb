package io.claimdispatch.bench;

import javax.sql.DataSource;

/**
 * Where a contender works.
 *
 * @param database what kind of database it is
 * @param dataSource a pool on a database of its own
 * @param standing how many rows stand in the table and are not run, in the cases about that
 */
public record Place(Database database, DataSource dataSource, int standing) {

    /** The contender's table. */
    public Table table(String name) {
        return new Table(database, dataSource, name);
    }
}
