/**
 * Extension points: implement one of these interfaces as a CDI bean with {@code @Alternative} and {@code @Priority} to
 * replace the default. Uses the API alone.
 */
@NullMarked
package io.claimdispatch.spi;

import org.jspecify.annotations.NullMarked;
