/** Applications in an EAR, on the servers that docs/packaging.md names for it. */
@NullMarked
package io.claimdispatch.ear;

import org.jspecify.annotations.NullMarked;
