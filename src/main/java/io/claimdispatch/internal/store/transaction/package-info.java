/**
 * Transactions and connections, own and of the server, and their limits. Knows no statement but those that open and
 * test a transaction.
 */
@NullMarked
package io.claimdispatch.internal.store.transaction;

import org.jspecify.annotations.NullMarked;
