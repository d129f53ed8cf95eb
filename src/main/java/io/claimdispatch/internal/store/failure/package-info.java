/**
 * Interprets a database's error codes: a duplicate, a deadlock, an outage, a lack of memory. Uses the JDK alone; a new
 * database adds its codes here.
 */
@NullMarked
package io.claimdispatch.internal.store.failure;

import org.jspecify.annotations.NullMarked;
