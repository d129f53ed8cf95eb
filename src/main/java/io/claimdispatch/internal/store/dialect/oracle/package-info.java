/** What differs on Oracle. Uses {@code store.dialect} and {@code store.sql}; knows no other database. */
@NullMarked
package io.claimdispatch.internal.store.dialect.oracle;

import org.jspecify.annotations.NullMarked;
