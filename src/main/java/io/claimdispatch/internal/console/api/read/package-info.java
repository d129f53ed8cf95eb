/**
 * The routes that read, one class for each. None of them changes a row, and none uses another.
 */
@NullMarked
package io.claimdispatch.internal.console.api.read;

import org.jspecify.annotations.NullMarked;
