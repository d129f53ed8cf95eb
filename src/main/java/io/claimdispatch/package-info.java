/**
 * The API for applications: publish actions with {@link io.claimdispatch.Publisher}, handle them with {@link
 * io.claimdispatch.Processor}, and query and manage them with {@link io.claimdispatch.ActionLogs}. It
 * uses no other package; what an application may replace is in {@link io.claimdispatch.spi}.
 */
@NullMarked
package io.claimdispatch;

import org.jspecify.annotations.NullMarked;
