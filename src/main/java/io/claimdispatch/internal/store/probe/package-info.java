/**
 * What the start asks of a database: whether its settings change what our statements mean. Writes to the table of
 * versions only, never to the rows.
 */
@NullMarked
package io.claimdispatch.internal.store.probe;

import org.jspecify.annotations.NullMarked;
