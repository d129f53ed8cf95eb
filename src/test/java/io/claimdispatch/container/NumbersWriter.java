package io.claimdispatch.container;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Notes what is written. */
@Named
@Dependent
public class NumbersWriter extends AbstractItemWriter {

    @Inject
    Journal journal;

    @Inject
    @BatchProperty
    String run;

    @Override
    public void writeItems(List<Object> items) {
        items.forEach(item -> journal.add(run + " wrote " + item));
    }
}
