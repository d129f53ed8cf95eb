/**
 * How due rows are found and marked as a node's, and how types are found that it does not know. Uses {@code store.row}
 * and {@code store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.claim;

import org.jspecify.annotations.NullMarked;
