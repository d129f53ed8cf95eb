package io.claimdispatch.bench;

import java.util.stream.DoubleStream;

/**
 * Median, least and greatest of some figures.
 *
 * @param median NaN if there are none, like the others
 * @param least the least
 * @param greatest the greatest
 */
record Spread(double median, double least, double greatest) {

    static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Spread(median, sorted[0], sorted[count - 1]);
    }
}
