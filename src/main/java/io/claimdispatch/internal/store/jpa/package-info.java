/**
 * The persistence unit, its entity and its data source. No other package touches JPA, but for the entity manager that
 * publishing and operators get from here.
 */
@NullMarked
package io.claimdispatch.internal.store.jpa;

import org.jspecify.annotations.NullMarked;
