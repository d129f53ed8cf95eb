/**
 * The console's way into an application: an initializer that registers one servlet and one filter if the settings say
 * so, and what both do with requests. Besides {@code console.security}, the only
 * package of the console that uses the Servlet API.
 */
@NullMarked
package io.claimdispatch.internal.console.web;

import org.jspecify.annotations.NullMarked;
