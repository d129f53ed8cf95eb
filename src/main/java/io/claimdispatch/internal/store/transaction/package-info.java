/**
 * Our own and the server's transactions and connections, and their timeouts. Knows only the statements that open and
 * test a transaction.
 */
@NullMarked
package io.claimdispatch.internal.store.transaction;

import org.jspecify.annotations.NullMarked;
