/** A chunk-oriented job that notes each item outside of the database. */
@NullMarked
package io.claimdispatch.cluster.items;

import org.jspecify.annotations.NullMarked;
