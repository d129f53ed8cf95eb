/** Step 5: results become outcomes, and wait for the next exchange to be stored. */
@NullMarked
package io.claimdispatch.internal.complete;

import org.jspecify.annotations.NullMarked;
