/**
 * How claims are extended by heartbeats, and how those are found whose lease has ended. Uses {@code store.row} and {@code
 * store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.lease;

import org.jspecify.annotations.NullMarked;
