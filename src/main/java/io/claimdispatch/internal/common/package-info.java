/**
 * What every step needs: errors and log messages, names that were checked, calls into foreign code. Uses the API only.
 */
@NullMarked
package io.claimdispatch.internal.common;

import org.jspecify.annotations.NullMarked;
