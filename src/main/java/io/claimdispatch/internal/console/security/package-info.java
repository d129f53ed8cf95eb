/** Who may do what in the console: roles, origins of requests, tokens, and what is masked. Knows no servlet's path. */
@NullMarked
package io.claimdispatch.internal.console.security;

import org.jspecify.annotations.NullMarked;
