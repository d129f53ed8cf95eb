package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.console.api.ConsoleApi;

/** Where the servlet gets the API from. */
@FunctionalInterface
interface ApiSource {

    /**
     * The API of the application.
     *
     * @throws IllegalStateException if CDI does not have it yet
     */
    ConsoleApi get();
}
