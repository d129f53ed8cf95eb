/** The reserved members of a payload, and rules as JSON. */
@NullMarked
package io.claimdispatch.internal.json;

import org.jspecify.annotations.NullMarked;
