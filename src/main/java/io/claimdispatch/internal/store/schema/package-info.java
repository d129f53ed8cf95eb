/** Checks, creates and upgrades the schema. Uses {@code ddl} for the statements; reads and writes no rows. */
@NullMarked
package io.claimdispatch.internal.store.schema;

import org.jspecify.annotations.NullMarked;
