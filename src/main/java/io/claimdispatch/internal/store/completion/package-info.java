/**
 * Stores outcomes, and reads the status of rows after a commit that was not answered. Uses {@code store.row} and {@code
 * store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.completion;

import org.jspecify.annotations.NullMarked;
