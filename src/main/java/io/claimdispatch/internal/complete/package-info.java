/**
 * Step 5: results of attempts become outcomes, and wait for the next exchange to be stored. Uses the store's records;
 * runs no statement but that of an atomic task.
 */
@NullMarked
package io.claimdispatch.internal.complete;

import org.jspecify.annotations.NullMarked;
