package io.claimdispatch.internal.store.jpa;

import java.util.Optional;

/**
 * EclipseLink's name for the server, where it does not find it out by itself. It recognises GlassFish, Payara and Liberty;
 * WildFly it does not, since there the server's own adapter tells it, which never sees a unit that was made by the SPI.
 */
final class ServerPlatform {

    private ServerPlatform() {}

    static Optional<String> ofThisServer() {
        return System.getProperty("jboss.home.dir") == null ? Optional.empty() : Optional.of("WildFly");
    }
}
