/** What MariaDB and MySQL have in common. Uses the roles of {@code store} and {@code store.sql}; knows neither of the two. */
@NullMarked
package io.claimdispatch.internal.store.dialect.innodb;

import org.jspecify.annotations.NullMarked;
