/** An application whose tasks complete in the transaction of their own work, with JPA. */
@NullMarked
package io.claimdispatch.container.atomic;

import org.jspecify.annotations.NullMarked;
