/** Settings: read in one place, checked at start. */
@NullMarked
package io.claimdispatch.internal.config;

import org.jspecify.annotations.NullMarked;
