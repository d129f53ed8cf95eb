package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import io.claimdispatch.bench.contender.DbScheduler;
import io.claimdispatch.bench.contender.JobRunrServer;
import io.claimdispatch.bench.contender.PlainJdbc;
import io.claimdispatch.bench.contender.Quartz;
import java.util.List;

/** A backlog of due rows, until each is stored as done. */
final class Drain implements BenchCase {

    @Override
    public String title() {
        return "drain";
    }

    @Override
    public String what() {
        return "A backlog of due rows, until each is stored as done.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc", PlainJdbc.class),
                Entry.product("claim-dispatch", ClaimDispatchNode.class),
                Entry.peer("db-scheduler", DbScheduler.class).rowsDividedBy(5),
                Entry.peer("jobrunr", JobRunrServer.class).rowsDividedBy(20),
                Entry.peer("quartz", Quartz.class).rowsDividedBy(50));
    }
}
