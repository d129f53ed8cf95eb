package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.claim.UnreadRows;
import io.claimdispatch.internal.store.completion.InDoubtQueries;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.ClaimLeases;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.operate.BulkCandidates;
import io.claimdispatch.internal.store.operate.BulkRows;
import io.claimdispatch.internal.store.operate.FailureReads;
import io.claimdispatch.internal.store.operate.NodeRows;
import io.claimdispatch.internal.store.operate.RowCommands;
import io.claimdispatch.internal.store.operate.RowEdits;
import io.claimdispatch.internal.store.operate.RowEvents;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowQueries;
import io.claimdispatch.internal.store.operate.TypePauses;
import io.claimdispatch.internal.store.operate.WriteRights;
import io.claimdispatch.internal.store.publish.RowInserts;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.statistics.StatisticRows;
import io.claimdispatch.internal.store.upkeep.HandWrittenRows;
import io.claimdispatch.internal.store.upkeep.OddRowScan;
import io.claimdispatch.internal.store.upkeep.RowPruning;

/**
 * The roles that run all statements of the pipeline and of its operators. Each dialect builds one such record, once.
 * The caller provides the connection, and its transaction, commit and closing; a role keeps no state of rows.
 * Thread-safe.
 *
 * @param ids draws ids of new rows, and reads the clock
 * @param inserts inserts published rows
 * @param claims claims due rows
 * @param unread reads rows that were claimed without their texts
 * @param types finds due types that the node does not know
 * @param completions of claimed rows
 * @param inDoubt the queries after a commit without an answer
 * @param leases of claimed rows
 * @param claimLeases ends leases of claims, and takes expired claims
 * @param expired finds expired leases of rows
 * @param handWritten repairs rows that only a person can have written
 * @param oddRows finds rows that wait for a person
 * @param pruning deletes finished rows
 * @param queries of operators
 * @param listing lists and counts
 * @param failures groups dead rows by their failures
 * @param commands of operators
 * @param edits of payloads
 * @param pauses of types
 * @param events of operators' commands
 * @param bulk actions of operators on many rows
 * @param candidates rows that bulk actions may be for
 * @param nodes that work on a table
 * @param statistics of what nodes have done
 * @param rights whether the user may write at all
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
        ClaimLeases claimLeases,
        ExpiredLeases expired,
        HandWrittenRows handWritten,
        OddRowScan oddRows,
        RowPruning pruning,
        RowQueries queries,
        RowListing listing,
        FailureReads failures,
        RowCommands commands,
        RowEdits edits,
        TypePauses pauses,
        RowEvents events,
        BulkRows bulk,
        BulkCandidates candidates,
        NodeRows nodes,
        StatisticRows statistics,
        WriteRights rights) {}
