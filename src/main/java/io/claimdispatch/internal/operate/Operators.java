package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The collaborators that the {@link TableLogs} of all tables share. */
@Component
@Dependent
class Operators {

    private final Settings settings;
    private final ProcessorRegistry processors;
    private final EntityQueries entityQueries;
    private final TableQueries tableQueries;
    private final Listing listing;
    private final OperatorCommands commands;
    private final DeadLetterCommand deadLetters;
    private final Pauses pauses;
    private final EventLog events;

    @Inject
    Operators(
            Settings settings,
            ProcessorRegistry processors,
            EntityQueries entityQueries,
            TableQueries tableQueries,
            Listing listing,
            OperatorCommands commands,
            DeadLetterCommand deadLetters,
            Pauses pauses,
            EventLog events) {
        this.settings = settings;
        this.processors = processors;
        this.entityQueries = entityQueries;
        this.tableQueries = tableQueries;
        this.listing = listing;
        this.commands = commands;
        this.deadLetters = deadLetters;
        this.pauses = pauses;
        this.events = events;
    }

    /** Returns the configured table with this name. */
    TableName table(String name) {
        return settings.table(name);
    }

    ProcessorRegistry processors() {
        return processors;
    }

    /** Returns the queries for a table; only {@code action_logs} has an entity. */
    Queries queries(TableName table) {
        return table.equals(TableName.ACTION_LOGS) ? entityQueries : tableQueries;
    }

    Listing listing() {
        return listing;
    }

    OperatorCommands commands() {
        return commands;
    }

    DeadLetterCommand deadLetters() {
        return deadLetters;
    }

    Pauses pauses() {
        return pauses;
    }

    EventLog events() {
        return events;
    }
}
