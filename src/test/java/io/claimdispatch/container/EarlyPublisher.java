package io.claimdispatch.container;

import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Publishes while the application starts, perhaps before our own timer has. */
@Singleton
@Startup
public class EarlyPublisher {

    @Inject
    Publisher publisher;

    private Publication published;

    @PostConstruct
    void start() {
        published = publisher.publish(draft -> draft.type("edges.early").eligibleNow());
    }

    public Publication published() {
        return published;
    }
}
