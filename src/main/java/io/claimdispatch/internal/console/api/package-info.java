/**
 * The table of the console's routes, which names the permission of each, and its OpenAPI document. Knows no servlet, so
 * that tests call each route as it is.
 */
@NullMarked
package io.claimdispatch.internal.console.api;

import org.jspecify.annotations.NullMarked;
