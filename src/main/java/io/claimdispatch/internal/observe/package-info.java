/** What operators see: the MBean. Nothing imports this package. */
@NullMarked
package io.claimdispatch.internal.observe;

import org.jspecify.annotations.NullMarked;
