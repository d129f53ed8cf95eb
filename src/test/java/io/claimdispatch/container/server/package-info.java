/** What the suite has to know of the server that it runs on; one class for each. Used outside of the server only. */
@NullMarked
package io.claimdispatch.container.server;

import org.jspecify.annotations.NullMarked;
