/**
 * How rows reach the table, with the ids that are drawn for them and the keys that are taken. Uses {@code store.sql}
 * and {@code store.failure}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.publish;

import org.jspecify.annotations.NullMarked;
