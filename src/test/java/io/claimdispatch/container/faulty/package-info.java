/** Applications with mistakes. */
@NullMarked
package io.claimdispatch.container.faulty;

import org.jspecify.annotations.NullMarked;
