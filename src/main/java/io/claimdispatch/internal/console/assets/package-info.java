/**
 * The files of the console's page, served from a list under a hash of their content. Knows nothing of rows, roles or
 * requests.
 */
@NullMarked
package io.claimdispatch.internal.console.assets;

import org.jspecify.annotations.NullMarked;
