/**
 * Step 2: claims due rows and stores outcomes in one exchange, and tracks rows in flight until their outcomes are
 * durable. Knows {@code store}, {@code route} and {@code complete}; never the code that runs the rows.
 */
@NullMarked
package io.claimdispatch.internal.claim;

import org.jspecify.annotations.NullMarked;
