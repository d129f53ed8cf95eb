package io.claimdispatch.cluster.items;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Writes the numbers into the file. */
@Named
@Dependent
public class ItemsWriter extends AbstractItemWriter {

    @Inject
    ItemFile file;

    @Inject
    @BatchProperty
    String row;

    @Override
    public void writeItems(List<Object> items) {
        items.forEach(item -> file.note("WRITE", row, (Integer) item));
    }
}
