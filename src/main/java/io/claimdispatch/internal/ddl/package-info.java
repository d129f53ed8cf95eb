/** The DDL that the jar ships, for the start and for the command of the jar. Needs nothing but the JDK. */
@NullMarked
package io.claimdispatch.internal.ddl;

import org.jspecify.annotations.NullMarked;
