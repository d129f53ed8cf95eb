/**
 * What a database's error codes mean: a duplicate, a deadlock, an outage, no memory. Uses the JDK alone; a new database
 * adds its codes here.
 */
@NullMarked
package io.claimdispatch.internal.store.failure;

import org.jspecify.annotations.NullMarked;
