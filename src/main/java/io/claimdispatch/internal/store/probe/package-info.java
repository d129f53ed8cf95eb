/**
 * The checks of a database at start: whether its settings change the meaning of our statements. Writes only to the
 * table of versions, never to rows.
 */
@NullMarked
package io.claimdispatch.internal.store.probe;

import org.jspecify.annotations.NullMarked;
