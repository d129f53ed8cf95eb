/** What operators can observe: the MBean. No package imports this one. */
@NullMarked
package io.claimdispatch.internal.observe;

import org.jspecify.annotations.NullMarked;
