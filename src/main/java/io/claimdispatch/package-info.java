/**
 * The API for applications: publish actions with {@link io.claimdispatch.Publisher}, handle them with {@link
 * io.claimdispatch.Processor}, and query and manage them with {@link io.claimdispatch.ActionLogs}.
 */
@NullMarked
package io.claimdispatch;

import org.jspecify.annotations.NullMarked;
