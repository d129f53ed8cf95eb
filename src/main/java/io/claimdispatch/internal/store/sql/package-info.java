/**
 * The parts that every statement needs: its text by name, bound parameters, read rows, and ids with the clock. Uses
 * {@code store.row}; knows no role and no database.
 */
@NullMarked
package io.claimdispatch.internal.store.sql;

import org.jspecify.annotations.NullMarked;
