/** What the jar does on its own: its command, run as a process. */
@NullMarked
package io.claimdispatch.jar;

import org.jspecify.annotations.NullMarked;
