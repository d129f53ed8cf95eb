/** Applications in an EAR, on the servers of which README says something about that. */
@NullMarked
package io.claimdispatch.ear;

import org.jspecify.annotations.NullMarked;
