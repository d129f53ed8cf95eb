package io.claimdispatch.architecture.bad;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.persistence.jpa.JpaHelper;

/** Does all that one does not do here. */
final class Habits {
    private Optional<String> field = Optional.empty();

    Supplier<Instant> clock() {
        return Instant::now;
    }

    long duration() {
        return System.nanoTime();
    }

    LongSupplier durationByReference() {
        return System::nanoTime;
    }

    void optional(Optional<String> parameter) {
        field = parameter;
    }

    void print() {
        System.out.println(field);
    }

    void log() {
        Logger.getLogger("habits").info("done");
    }

    void logPastOurLog(long rows) {
        System.getLogger("habits").log(System.Logger.Level.INFO, "{0} rows", rows);
    }

    String digits(int number) {
        return String.format("%d", number) + "%d".formatted(number);
    }

    String letters(String text) {
        return text.toUpperCase();
    }

    Function<String, String> lettersByReference() {
        return String::toLowerCase;
    }

    String bytes(byte[] bytes) {
        return new String(bytes) + "text".getBytes().length;
    }

    Reader reader(InputStream stream) {
        return new InputStreamReader(stream);
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    Timestamp zoneOfTheDriver(ResultSet rows) throws SQLException {
        return rows.getTimestamp(1);
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }

    Class<?> provider() {
        return JpaHelper.class;
    }
}
