/**
 * The console's way into an application: an initializer that registers one servlet and one filter if the settings say
 * so, and what both do with requests. All that knows the Servlet API but {@code security}.
 */
@NullMarked
package io.claimdispatch.internal.console.web;

import org.jspecify.annotations.NullMarked;
