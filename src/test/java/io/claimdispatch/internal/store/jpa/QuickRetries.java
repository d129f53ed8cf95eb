package io.claimdispatch.internal.store.jpa;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** Makes EclipseLink repeat a query whose connection has failed after a moment, instead of after five seconds. */
public final class QuickRetries implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setDelayBetweenConnectionAttempts(10);
    }
}
