/**
 * The node: its timer, threads and coordinators, its start, drain and suspension. Knows all steps; only {@code observe}
 * knows it.
 */
@NullMarked
package io.claimdispatch.internal.node;

import org.jspecify.annotations.NullMarked;
