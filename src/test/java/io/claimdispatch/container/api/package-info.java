/** An application that uses what the API has gained since 0.1: typed actions, outcomes, policies, events of commands. */
@NullMarked
package io.claimdispatch.container.api;

import org.jspecify.annotations.NullMarked;
