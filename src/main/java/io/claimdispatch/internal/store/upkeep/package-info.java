/**
 * Maintenance of whole tables: finished rows, and rows that a person has written. Uses {@code store.row} and
 * {@code store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.upkeep;

import org.jspecify.annotations.NullMarked;
