/** Evaluates the rules stored in a payload. Uses {@code payload}; knows no table. */
@NullMarked
package io.claimdispatch.internal.route.rules;

import org.jspecify.annotations.NullMarked;
