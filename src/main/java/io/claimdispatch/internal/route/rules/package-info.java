/** The second guard: compares a payload with the rules that it carries. Uses {@code payload}; knows no table. */
@NullMarked
package io.claimdispatch.internal.route.rules;

import org.jspecify.annotations.NullMarked;
