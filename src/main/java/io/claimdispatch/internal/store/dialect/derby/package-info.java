/**
 * What differs on Apache Derby. Uses the roles of {@code store}, {@code store.sql} and {@code store.probe}; knows no other
 * database.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect.derby;

import org.jspecify.annotations.NullMarked;
