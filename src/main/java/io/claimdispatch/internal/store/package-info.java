/**
 * The door to the table: its roles in one record, what a database is to us, and where statements run. Uses the packages of
 * the roles, which know nothing of it; holds no statement itself.
 */
@NullMarked
package io.claimdispatch.internal.store;

import org.jspecify.annotations.NullMarked;
