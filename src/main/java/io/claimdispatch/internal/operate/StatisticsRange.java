package io.claimdispatch.internal.operate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back statistics are shown, and how many minutes each point has. */
public enum StatisticsRange {
    HOUR("1h", Duration.ofHours(1), 1),
    QUARTER_OF_A_DAY("6h", Duration.ofHours(6), 5),
    DAY("24h", Duration.ofDays(1), 15),
    WEEK("7d", Duration.ofDays(7), 120);

    private final String word;
    private final Duration length;
    private final int minutes;

    StatisticsRange(String word, Duration length, int minutes) {
        this.word = word;
        this.length = length;
        this.minutes = minutes;
    }

    /** Its name in calls. */
    public String word() {
        return word;
    }

    /** How far back it goes. */
    public Duration length() {
        return length;
    }

    /** The minutes of a point. */
    public int minutes() {
        return minutes;
    }

    /** The range of this name. */
    public static Optional<StatisticsRange> of(String word) {
        return Arrays.stream(values()).filter(range -> range.word.equals(word)).findFirst();
    }
}
