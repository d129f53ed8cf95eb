/** The servers that the tests run in: README's table of them, made from what the suite has reported, and what helps to start them. */
@NullMarked
package io.claimdispatch.servers;

import org.jspecify.annotations.NullMarked;
