/**
 * Step 4: rows are admitted, routed and handed to a task of the managed executor or to {@code batch}. Uses the claim,
 * the routes and the outcomes; claims nothing itself.
 */
@NullMarked
package io.claimdispatch.internal.dispatch;

import org.jspecify.annotations.NullMarked;
