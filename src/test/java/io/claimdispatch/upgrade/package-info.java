/** The upgrade of a filled table under load, with nodes of the version before and of this one. */
@NullMarked
package io.claimdispatch.upgrade;

import org.jspecify.annotations.NullMarked;
