/**
 * What differs on H2. Uses the roles of {@code store}, {@code store.sql} and {@code store.probe}; knows no other database.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect.h2;

import org.jspecify.annotations.NullMarked;
