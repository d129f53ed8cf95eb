package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.claim.UnreadRows;
import io.claimdispatch.internal.store.completion.InDoubtQueries;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.operate.RowCommands;
import io.claimdispatch.internal.store.operate.RowQueries;
import io.claimdispatch.internal.store.operate.TypePauses;
import io.claimdispatch.internal.store.publish.RowInserts;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.upkeep.HandWrittenRows;
import io.claimdispatch.internal.store.upkeep.OddRowScan;
import io.claimdispatch.internal.store.upkeep.RowPruning;

/**
 * Every statement of the pipeline and of its operators, by the role in which it is run. Each dialect builds one such record,
 * once. The connection is the caller's, and so are its transaction, its commit and its closing; a role keeps no state of
 * the rows and serves all threads.
 *
 * @param ids of new rows, and the clock
 * @param inserts of published rows
 * @param claims of due rows
 * @param unread rows that were claimed without their texts
 * @param types that are due and that the node does not know
 * @param completions of claimed rows
 * @param inDoubt what is asked after a commit without an answer
 * @param leases of claimed rows
 * @param expired leases that have ended
 * @param handWritten rows that only a person can have written, and that are mended
 * @param oddRows that wait for a person
 * @param pruning of rows that have ended
 * @param queries of operators
 * @param commands of operators
 * @param pauses of types
 */
public record ActionStore(
        IdSequence ids,
        RowInserts inserts,
        RowClaims claims,
        UnreadRows unread,
        TypeSearch types,
        RowCompletions completions,
        InDoubtQueries inDoubt,
        RowLeases leases,
        ExpiredLeases expired,
        HandWrittenRows handWritten,
        OddRowScan oddRows,
        RowPruning pruning,
        RowQueries queries,
        RowCommands commands,
        TypePauses pauses) {}
