/**
 * The database of this application: which one it is, whether it is available, and whether its start has succeeded. The
 * only place that chooses a dialect.
 */
@NullMarked
package io.claimdispatch.internal.store.database;

import org.jspecify.annotations.NullMarked;
