/**
 * Several real servers on one real database, each a process of its own: what only they can show. What runs inside of the
 * servers lies in {@code app}.
 */
@NullMarked
package io.claimdispatch.cluster;

import org.jspecify.annotations.NullMarked;
