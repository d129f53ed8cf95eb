/** In whose name tasks work, on the servers whose pages in docs/servers say how. */
@NullMarked
package io.claimdispatch.identity;

import org.jspecify.annotations.NullMarked;
