/** Tests inside a real server, and of the archives that the build makes. Run by failsafe, after the archives are there. */
@NullMarked
package io.claimdispatch.container;

import org.jspecify.annotations.NullMarked;
