/**
 * What an application may replace: implement one of these as a CDI bean with {@code @Alternative} and {@code @Priority},
 * and it is used instead of ours.
 */
@NullMarked
package io.claimdispatch.spi;

import org.jspecify.annotations.NullMarked;
