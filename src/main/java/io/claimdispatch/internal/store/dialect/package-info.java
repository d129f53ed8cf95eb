/**
 * What most databases have in common, and below it a package a database with only what differs there. A database knows
 * no other one; {@code innodb} is what MariaDB and MySQL share.
 */
@NullMarked
package io.claimdispatch.internal.store.dialect;

import org.jspecify.annotations.NullMarked;
