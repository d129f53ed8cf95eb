package io.claimdispatch.bench;

import java.util.Locale;

/** What a case is about. */
public enum Measure {

    /** Rows per second; a ratio says how many times as fast as the yardstick. */
    THROUGHPUT("rows/s", "%.0f") {
        @Override
        double of(Round round) {
            return round.rowsPerSecond();
        }
    },

    /** The median of a round in milliseconds; a ratio says how many times as long as the yardstick's. */
    LATENCY("ms", "%.2f") {
        @Override
        double of(Round round) {
            return round.medianMillis();
        }
    };

    /** More than this for others, and a round counts as disturbed. */
    static final double UNDISTURBED_CPUS = 0.2;

    private final String unit;
    private final String format;

    Measure(String unit, String format) {
        this.unit = unit;
        this.format = format;
    }

    abstract double of(Round round);

    String unit() {
        return unit;
    }

    String text(double figure) {
        return String.format(Locale.ROOT, format, figure);
    }

    String text(Round round) {
        return text(of(round)) + " " + unit;
    }
}
