/** An application whose transactions reach two databases by XA, and that is configured as {@code wildfly-config} shows. */
@NullMarked
package io.claimdispatch.cluster.xa;

import org.jspecify.annotations.NullMarked;
