/** Versions of the schema: looked for, created, upgraded. Uses {@code ddl} for the statements; touches no rows. */
@NullMarked
package io.claimdispatch.internal.store.schema;

import org.jspecify.annotations.NullMarked;
