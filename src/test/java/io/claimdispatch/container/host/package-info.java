/** An application with entities, a unit and an injected entity manager of its own. */
@NullMarked
package io.claimdispatch.container.host;

import org.jspecify.annotations.NullMarked;
