/**
 * The queries and verbs of operators and programs that look at the table from outside of the pipeline. Uses the store
 * and the routes; knows no node.
 */
@NullMarked
package io.claimdispatch.internal.operate;

import org.jspecify.annotations.NullMarked;
