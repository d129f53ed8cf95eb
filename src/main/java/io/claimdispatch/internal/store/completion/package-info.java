/**
 * How outcomes are stored, and what is asked when a commit was not answered. Uses {@code store.row} and {@code
 * store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.completion;

import org.jspecify.annotations.NullMarked;
