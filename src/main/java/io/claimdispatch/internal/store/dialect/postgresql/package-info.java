/**
 * What differs on PostgreSQL. Uses {@code store}, {@code store.statements} and {@code store.probe}; knows no other
 * database.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
