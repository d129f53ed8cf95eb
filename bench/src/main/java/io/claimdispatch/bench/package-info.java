/**
 * The benchmark: how fast this product is beside others on the same database server in the same run. {@code
 * docs/bench.md} says how to run and read it.
 */
@NullMarked
package io.claimdispatch.bench;

import org.jspecify.annotations.NullMarked;
