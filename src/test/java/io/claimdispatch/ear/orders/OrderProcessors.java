package io.claimdispatch.ear.orders;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;

/** CDI beans of the module. */
@ApplicationScoped
public class OrderProcessors {

    @Inject
    Publisher publisher;

    @Inject
    Done done;

    @Processor("orders.bean")
    public void bean(Order order) {
        done.add("bean " + order.name());
    }

    /** Publishes the next one in the transaction that completes its own row. */
    @Processor(value = "orders.chain", atomic = true)
    public void chain(Order order) {
        publisher.quick("orders.bean", Instant.EPOCH, order);
    }

    @Processor("orders.fails")
    public void fails(Order order) {
        throw new IllegalStateException("no such order: " + order.name());
    }

    /** Makes a batch job of the module. WildFly would not find the class by its annotation alone here. */
    @Processor("orders.batch")
    @ApplicationScoped
    public static class ToBatch implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("orders", Map.of("name", row.payload(Order.class).name()));
        }
    }
}
