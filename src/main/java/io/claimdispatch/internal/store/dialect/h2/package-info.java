/**
 * What differs on H2. Uses {@code store}, {@code store.statements} and {@code store.probe}; knows no other database.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect.h2;

import org.jspecify.annotations.NullMarked;
