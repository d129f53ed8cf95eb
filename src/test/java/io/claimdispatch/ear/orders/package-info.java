/** An EJB module, as a user would write it. */
@NullMarked
package io.claimdispatch.ear.orders;

import org.jspecify.annotations.NullMarked;
