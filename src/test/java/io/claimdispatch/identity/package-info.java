/** In whose name tasks work, on the servers of which README says something about that. */
@NullMarked
package io.claimdispatch.identity;

import org.jspecify.annotations.NullMarked;
