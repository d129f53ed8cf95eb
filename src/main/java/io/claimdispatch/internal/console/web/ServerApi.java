package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.console.api.ConsoleApi;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.inject.spi.CDI;

/** The API of the application whose thread asks. */
final class ServerApi implements ApiSource {

    @Override
    public ConsoleApi get() {
        try {
            return CDI.current().select(ConsoleApi.class).get();
        } catch (UnsatisfiedResolutionException e) {
            throw new IllegalStateException("CDI has not started in this application", e);
        }
    }
}
