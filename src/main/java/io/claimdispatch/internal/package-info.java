/** Nothing here is for applications: it changes without notice. */
@NullMarked
package io.claimdispatch.internal;

import org.jspecify.annotations.NullMarked;
