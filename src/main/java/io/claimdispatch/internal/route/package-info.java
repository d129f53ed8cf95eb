/** Step 3: which processor makes the job of a row, and whether its rules hold. */
@NullMarked
package io.claimdispatch.internal.route;

import org.jspecify.annotations.NullMarked;
