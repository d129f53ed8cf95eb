/**
 * What an application imports: publish actions with {@link io.claimdispatch.Publisher}, handle them with
 * {@link io.claimdispatch.Processor}, watch them with {@link io.claimdispatch.ActionLogs}.
 */
@NullMarked
package io.claimdispatch;

import org.jspecify.annotations.NullMarked;
