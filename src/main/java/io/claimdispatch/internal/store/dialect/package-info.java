/**
 * What most databases have in common; below it, one package per database with only the differences. No database knows
 * another; {@code store.dialect.innodb} is shared by MariaDB and MySQL.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect;

import org.jspecify.annotations.NullMarked;
