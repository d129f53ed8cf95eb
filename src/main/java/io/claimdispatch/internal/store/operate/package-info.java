/**
 * Operators' queries and commands, and pauses of types. Uses {@code store.sql} and {@code store.failure}; knows no
 * other role.
 */
@NullMarked
package io.claimdispatch.internal.store.operate;

import org.jspecify.annotations.NullMarked;
