/**
 * Step 4: admits rows, routes them, and hands their jobs to the managed executor or to {@code batch}. Uses {@code
 * claim}, {@code route} and {@code complete}; claims nothing itself.
 */
@NullMarked
package io.claimdispatch.internal.dispatch;

import org.jspecify.annotations.NullMarked;
