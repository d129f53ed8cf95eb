/**
 * What binds, runs and reads the statements that most databases share. Uses {@code store}; knows no dialect, no
 * transaction and no data source.
 */
@NullMarked
package io.claimdispatch.internal.store.statements;

import org.jspecify.annotations.NullMarked;
