package io.claimdispatch.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the product says in its log, from the making of this to its closing. */
final class Logged extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.claimdispatch");
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private Logged() {
        logger.addHandler(this);
    }

    static Logged start() {
        return new Logged();
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void publish(LogRecord said) {
        messages.add(new SimpleFormatter().formatMessage(said));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
