/**
 * What maintenance asks of whole tables: rows that have ended, and rows that a person has written. Uses {@code
 * store.row}, {@code store.sql} and {@code store.failure}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.upkeep;

import org.jspecify.annotations.NullMarked;
