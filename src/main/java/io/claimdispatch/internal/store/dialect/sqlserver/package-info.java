/** What differs on SQL Server. Uses {@code store.dialect} and {@code store.sql}; knows no other database. */
@NullMarked
package io.claimdispatch.internal.store.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
