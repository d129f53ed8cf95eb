package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes claimed rows. */
public final class Attempted {

    private Attempted() {}

    public static ClaimedRow row(int failCount, @Nullable String errors) {
        Instant time = Instant.parse("2026-03-29T01:00:00Z");
        return new ClaimedRow(
                new ClaimRef(TableName.ACTION_LOGS, 7, 99),
                "email.welcome",
                "{}",
                "key",
                Priority.NORMAL,
                time,
                time,
                failCount,
                errors,
                null,
                "node-a");
    }

    public static Attempt attempt(int failCount, @Nullable String errors) {
        return new Attempt(row(failCount, errors), record(failCount + 1));
    }

    /** Knows its type and which attempt it is, and nothing else. */
    static LogRecord record(int attempt) {
        return (LogRecord) Proxy.newProxyInstance(
                Attempted.class.getClassLoader(), new Class<?>[] {LogRecord.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("attempt")) {
                        return attempt;
                    }
                    if (method.getName().equals("type")) {
                        return "email.welcome";
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
