package demo.batch;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.util.Locale;

/** One sale as one line of CSV. */
@Named
@Dependent
public class SalesToCsv implements ItemProcessor {

    @Override
    public String processItem(Object item) {
        Sale sale = (Sale) item;
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%d.%02d",
                sale.number(),
                sale.day(),
                sale.product(),
                sale.cents() / 100,
                sale.cents() % 100);
    }
}
