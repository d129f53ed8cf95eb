/**
 * Commands of operators on many rows: previews, and steps that are transactions of their own. Uses the
 * listing and the events of {@code operate}, and the rows of {@code store}.
 */
@NullMarked
package io.claimdispatch.internal.operate.bulk;

import org.jspecify.annotations.NullMarked;
