package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the logs of every table share. */
@ApplicationScoped
class Operators {

    private Settings settings;
    private ProcessorRegistry processors;
    private EntityQueries entityQueries;
    private TableQueries tableQueries;
    private OperatorCommands commands;
    private Pauses pauses;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    Operators() {}

    @Inject
    Operators(
            Settings settings,
            ProcessorRegistry processors,
            EntityQueries entityQueries,
            TableQueries tableQueries,
            OperatorCommands commands,
            Pauses pauses) {
        this.settings = settings;
        this.processors = processors;
        this.entityQueries = entityQueries;
        this.tableQueries = tableQueries;
        this.commands = commands;
        this.pauses = pauses;
    }

    /** The configured table of a name. */
    TableName table(String name) {
        return settings.table(name);
    }

    ProcessorRegistry processors() {
        return processors;
    }

    /** The entity is mapped to one table. */
    Queries queries(TableName table) {
        return table.equals(TableName.ACTION_LOGS) ? entityQueries : tableQueries;
    }

    OperatorCommands commands() {
        return commands;
    }

    Pauses pauses() {
        return pauses;
    }
}
