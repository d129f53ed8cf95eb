/**
 * The routes that change something, one class for each. Each gives one verb of the operators to a caller whom the table
 * of routes has let in.
 */
@NullMarked
package io.claimdispatch.internal.console.api.act;

import org.jspecify.annotations.NullMarked;
