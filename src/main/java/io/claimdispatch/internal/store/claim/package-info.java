/**
 * Finds due rows and marks them as claimed by a node, and finds due types that it does not know. Uses {@code store.row}
 * and {@code store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.claim;

import org.jspecify.annotations.NullMarked;
