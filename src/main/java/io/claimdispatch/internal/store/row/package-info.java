/**
 * The values that steps and statements exchange: a claimed row, the right to change it, its outcome, and storable texts
 * and times. Uses only the API and {@code common}; knows no SQL.
 */
@NullMarked
package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.NullMarked;
