package demo.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/** Reads the sales. A real one would page through a table; these are made up, always the same ones. */
@Named
@Dependent
public class SalesReader extends AbstractItemReader {

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final List<String> PRODUCTS = List.of("anvil", "bellows", "chisel", "drill", "easel");

    @Inject
    @BatchProperty
    private String rows;

    private int last;
    private int read;

    @Override
    public void open(Serializable checkpoint) {
        last = Integer.parseInt(rows);
        read = checkpoint == null ? 0 : (Integer) checkpoint;
    }

    @Override
    public Sale readItem() {
        if (read == last) {
            return null;
        }
        read++;
        return new Sale(
                read,
                FIRST_DAY.plusDays(read % 365),
                PRODUCTS.get(read % PRODUCTS.size()),
                100 + Math.floorMod(read * 7919, 9_900));
    }

    @Override
    public Serializable checkpointInfo() {
        return read;
    }
}
