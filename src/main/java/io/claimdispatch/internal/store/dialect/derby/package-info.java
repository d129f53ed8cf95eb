/**
 * What differs on Apache Derby. Uses {@code store}, {@code store.statements} and {@code store.probe}; knows no other
 * database.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect.derby;

import org.jspecify.annotations.NullMarked;
