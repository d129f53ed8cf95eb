/**
 * What nodes have counted, by the minute, and the statements that keep it. Uses {@code store.sql} and {@code
 * store.failure}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.statistics;

import org.jspecify.annotations.NullMarked;
