package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.policy.TestPolicies;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
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

    /** Completions of rows whose processors leave all to the policy. */
    public static Completions outcomes(RetryPolicy policy, AttemptErrors errors) {
        return outcomes(policy, errors, (row, error) -> Optional.empty());
    }

    static Completions outcomes(RetryPolicy policy, AttemptErrors errors, ProcessorRetries processors) {
        Settings settings = TestSettings.of("retry.max-attempts", "3");
        Retries retries =
                new Retries(policy, processors, TestPolicies.of(settings), new CallWatchdog(settings, new Ticker()));
        return new Completions(retries, errors, new AttemptReports(EventObservers.none()));
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
