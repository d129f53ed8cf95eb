/** The JSON that the console's page reads: one class for each thing that is shown. */
@NullMarked
package io.claimdispatch.internal.console.view;

import org.jspecify.annotations.NullMarked;
