/** What only WildFly can do; the tests of every server are in the package above. */
@NullMarked
package io.claimdispatch.container.wildfly;

import org.jspecify.annotations.NullMarked;
