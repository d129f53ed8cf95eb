/**
 * The routes that read, one class for each; none of them changes a row. Uses {@code operate}, {@code observe}, {@code
 * console.view}, {@code console.api.call} and {@code console.api.answer}; uses no other route.
 */
@NullMarked
package io.claimdispatch.internal.console.api.read;

import org.jspecify.annotations.NullMarked;
