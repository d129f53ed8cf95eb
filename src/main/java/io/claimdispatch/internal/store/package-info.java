/**
 * The table, as the steps see it: what can be asked of it, and the records that flow. Holds no statement, and imports
 * nothing of the packages below it.
 */
@NullMarked
package io.claimdispatch.internal.store;

import org.jspecify.annotations.NullMarked;
