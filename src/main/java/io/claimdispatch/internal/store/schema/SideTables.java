package io.claimdispatch.internal.store.schema;

import java.util.List;
import java.util.Set;

/** The tables beside the main one, with the columns that this version needs. */
final class SideTables {

    /**
     * One of them.
     *
     * @param name as the statements have it
     * @param columns in lower case
     */
    record SideTable(String name, Set<String> columns) {}

    /** In the order in which the DDL creates them; {@code _schema} is not among them. */
    static final List<SideTable> ALL = List.of(
            new SideTable("${table}_paused", Set.of("pattern", "who", "why", "since", "until_at")),
            new SideTable(
                    "${table}_events",
                    Set.of("id", "happened_at", "kind", "who", "why", "node", "origin", "action_id", "type", "detail")),
            new SideTable("${table}_claims", Set.of("token", "row_id", "node", "lease_until", "taken_by")),
            new SideTable("${table}_nodes", Set.of("node", "state", "started_at", "seen_at", "detail")),
            new SideTable(
                    "${table}_stats",
                    Set.of(
                            "width",
                            "start_at",
                            "type",
                            "node",
                            "published",
                            "started",
                            "processed",
                            "failed",
                            "dead",
                            "skipped",
                            "discarded",
                            "snoozed",
                            "cancelled",
                            "oldest_due",
                            "waits",
                            "runs")),
            new SideTable(
                    "${table}_bulk",
                    Set.of(
                            "id",
                            "verb",
                            "query",
                            "ids",
                            "arguments",
                            "reason",
                            "origin",
                            "who",
                            "node",
                            "created_at",
                            "updated_at",
                            "valid_until",
                            "as_of",
                            "max_id",
                            "spread_seconds",
                            "canary",
                            "state",
                            "cursor_id",
                            "total",
                            "done",
                            "refused",
                            "failed",
                            "idempotency_key",
                            "ended_at")));

    private SideTables() {}
}
