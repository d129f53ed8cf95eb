/**
 * What steps and statements hand each other: a claimed row, the right to change it, its outcome, and what text and time
 * can be stored. Uses only the API and {@code common}; knows no SQL.
 */
@NullMarked
package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.NullMarked;
