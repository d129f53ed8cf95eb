package io.claimdispatch.container.faulty;

import io.claimdispatch.Processor;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;

/** The same as a session bean, by its class. */
@Stateless
@Asynchronous
public class UnwatchedBean {
    @Processor("faulty.unwatched-bean")
    public void handleAll(String payload) {}
}
