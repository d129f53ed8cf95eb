/**
 * Step 2: one claim. Stores outcomes and claims what is due in one exchange, and keeps what is in flight until its
 * outcome is durable. Knows the store, the routes and the outcomes; never what runs the rows.
 */
@NullMarked
package io.claimdispatch.internal.claim;

import org.jspecify.annotations.NullMarked;
