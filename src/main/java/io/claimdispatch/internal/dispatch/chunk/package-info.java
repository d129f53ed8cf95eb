/**
 * The rows of processors that take many at once: they gather here, and run as one task of the pool. Uses {@code dispatch},
 * {@code claim}, {@code route} and {@code complete}; {@code dispatch} knows it as {@link
 * io.claimdispatch.internal.dispatch.Chunks} only.
 */
@NullMarked
package io.claimdispatch.internal.dispatch.chunk;

import org.jspecify.annotations.NullMarked;
