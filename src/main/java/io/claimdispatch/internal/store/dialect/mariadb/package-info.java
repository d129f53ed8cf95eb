/** What differs on MariaDB. Uses {@code store.dialect.innodb}; knows no other database. */
@NullMarked
package io.claimdispatch.internal.store.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
