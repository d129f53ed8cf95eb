package io.claimdispatch.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** A case as bars: the warm median of each contender. */
final class Chart {

    private static final int WIDTH = 800;
    private static final int HEIGHT_OF_A_BAR = 60;
    private static final int HEIGHT_OF_THE_REST = 90;
    private static final Color BARS = new Color(0x3b6ea5);

    private Chart() {}

    /** Writes it as PNG. */
    static void write(CaseResult result, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        String unit = result.of().measure().unit();
        DefaultCategoryDataset medians = new DefaultCategoryDataset();
        for (String contender : result.contenders()) {
            medians.addValue(result.warm(contender).median(), unit, contender);
        }
        JFreeChart chart = ChartFactory.createBarChart(
                result.of().title(), null, unit + ", median", medians, PlotOrientation.HORIZONTAL, false, false, false);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        // room for the number behind the longest bar
        plot.getRangeAxis().setUpperMargin(0.15);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.4f);
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BARS);
        NumberFormat numbers = NumberFormat.getInstance(Locale.ROOT);
        numbers.setMaximumFractionDigits(result.of().measure() == Measure.LATENCY ? 2 : 0);
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", numbers));
        bars.setDefaultItemLabelsVisible(true);
        ChartUtils.saveChartAsPNG(
                file.toFile(),
                chart,
                WIDTH,
                HEIGHT_OF_THE_REST + HEIGHT_OF_A_BAR * result.contenders().size());
    }
}
