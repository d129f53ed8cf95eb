/**
 * The persistence unit, its entity and its data source. No other package uses JPA, except for the entity manager that
 * publishing and operators get from here.
 */
@NullMarked
package io.claimdispatch.internal.store.jpa;

import org.jspecify.annotations.NullMarked;
