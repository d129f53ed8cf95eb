/**
 * The queries and commands of operators and programs, from outside of the pipeline. Uses {@code store} and {@code
 * route}, and of {@code claim} the node's name; does not know {@code node}.
 */
@NullMarked
package io.claimdispatch.internal.operate;

import org.jspecify.annotations.NullMarked;
