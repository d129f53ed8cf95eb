/**
 * Inserts published rows, with drawn ids and unique idempotency keys. Uses {@code store.sql} and {@code store.failure};
 * knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.publish;

import org.jspecify.annotations.NullMarked;
