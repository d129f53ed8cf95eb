package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Database;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import io.claimdispatch.bench.contender.PlainJdbcOnMariaDb;
import java.util.List;

/** The drain on MariaDB. */
final class DrainMariaDb implements BenchCase {

    @Override
    public String title() {
        return "drain-mariadb";
    }

    @Override
    public String what() {
        return "The drain on MariaDB.";
    }

    @Override
    public Database database() {
        return Database.MARIADB;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc", PlainJdbcOnMariaDb.class).rowsDividedBy(3),
                Entry.product("claim-dispatch", ClaimDispatchNode.class).rowsDividedBy(3));
    }
}
