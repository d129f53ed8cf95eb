/**
 * Finds processors while CDI starts, and refuses those that cannot work. Uses {@code route.call}; does nothing at run
 * time.
 */
@NullMarked
package io.claimdispatch.internal.route.discovery;

import org.jspecify.annotations.NullMarked;
