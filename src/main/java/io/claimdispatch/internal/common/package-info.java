/** What every step needs: errors and log messages, checked names, calls into foreign code. Uses only the API. */
@NullMarked
package io.claimdispatch.internal.common;

import org.jspecify.annotations.NullMarked;
