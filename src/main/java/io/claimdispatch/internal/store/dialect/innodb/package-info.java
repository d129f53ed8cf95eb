/** What MariaDB and MySQL have in common. Uses {@code store} and {@code store.statements}; knows neither of the two. */
@NullMarked
package io.claimdispatch.internal.store.dialect.innodb;

import org.jspecify.annotations.NullMarked;
