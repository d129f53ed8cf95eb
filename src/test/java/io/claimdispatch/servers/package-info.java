/** README's table of servers, made from what the suite inside of them has reported. */
@NullMarked
package io.claimdispatch.servers;

import org.jspecify.annotations.NullMarked;
