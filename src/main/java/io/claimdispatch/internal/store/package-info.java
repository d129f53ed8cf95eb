/** The table: every statement that reaches the database, one small class a dialect, and the persistence unit. */
@NullMarked
package io.claimdispatch.internal.store;

import org.jspecify.annotations.NullMarked;
