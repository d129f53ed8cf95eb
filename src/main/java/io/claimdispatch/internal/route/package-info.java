/**
 * Step 3: evaluates a row's rules, gets its job from its processor, and knows which types are paused. Uses {@code
 * route.call} and {@code route.discovery}; starts no job.
 */
@NullMarked
package io.claimdispatch.internal.route;

import org.jspecify.annotations.NullMarked;
