package io.claimdispatch.bench;

/**
 * A contender of a case.
 *
 * @param name stands in the report
 * @param type has a constructor that takes a {@link Place}
 * @param isProduct whether it is this project's, of which another version can take part
 * @param divisor it gets the number of rows of the run divided by this
 * @param options added to the URL of the database; empty for the driver as it comes
 */
public record Entry(String name, Class<? extends Contender> type, boolean isProduct, int divisor, String options) {

    /** One of this project. */
    public static Entry product(String name, Class<? extends Contender> type) {
        return new Entry(name, type, true, 1, "");
    }

    /** What it is compared with. */
    public static Entry peer(String name, Class<? extends Contender> type) {
        return new Entry(name, type, false, 1, "");
    }

    /** With fewer rows: where the rate does not depend on their number, and all would take too long. */
    public Entry rowsDividedBy(int by) {
        return new Entry(name, type, isProduct, by, options);
    }

    /** With settings of the driver, like {@code reWriteBatchedInserts=true}. */
    public Entry with(String option) {
        return new Entry(name, type, isProduct, divisor, option);
    }

    int rows(int ofTheRun) {
        return Math.max(1, ofTheRun / divisor);
    }

    String urlOn(String url) {
        return options.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + options;
    }
}
