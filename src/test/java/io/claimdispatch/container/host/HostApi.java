package io.claimdispatch.container.host;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The host's own JAX-RS application, with whatever the server finds. */
@ApplicationPath("api")
public class HostApi extends Application {}
