package io.claimdispatch.internal.store.jpa;

import java.util.Optional;

/**
 * EclipseLink's name for the server, if it does not detect it. It detects GlassFish, Payara and Liberty, but not
 * WildFly: there the server's own adapter sets it, which never sees a unit created by the SPI.
 */
final class ServerPlatform {

    private ServerPlatform() {}

    static Optional<String> ofThisServer() {
        return System.getProperty("jboss.home.dir") == null ? Optional.empty() : Optional.of("WildFly");
    }
}
