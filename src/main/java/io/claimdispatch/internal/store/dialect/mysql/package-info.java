/** What differs on MySQL. Uses {@code store.dialect.innodb}; knows no other database. */
@NullMarked
package io.claimdispatch.internal.store.dialect.mysql;

import org.jspecify.annotations.NullMarked;
