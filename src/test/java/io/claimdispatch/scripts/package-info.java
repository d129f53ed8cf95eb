/** The scripts that users run, without the servers that they are for. */
@NullMarked
package io.claimdispatch.scripts;

import org.jspecify.annotations.NullMarked;
