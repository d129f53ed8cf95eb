/** The DDL shipped in the jar, used at start and by the jar's command. Needs nothing but the JDK. */
@NullMarked
package io.claimdispatch.internal.ddl;

import org.jspecify.annotations.NullMarked;
