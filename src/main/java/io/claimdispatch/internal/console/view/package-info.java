/**
 * The JSON that the console's page reads: one class for each thing that is shown. Uses the API, {@code operate} and what
 * masks; knows neither requests nor the routes that answer with it.
 */
@NullMarked
package io.claimdispatch.internal.console.view;

import org.jspecify.annotations.NullMarked;
