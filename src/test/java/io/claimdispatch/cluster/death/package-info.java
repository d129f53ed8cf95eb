/** Atomic tasks that end the process of their server in the middle of it. */
@NullMarked
package io.claimdispatch.cluster.death;

import org.jspecify.annotations.NullMarked;
