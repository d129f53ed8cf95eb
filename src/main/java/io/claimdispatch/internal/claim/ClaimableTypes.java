package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.PausedTypes;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Determines the types to claim from each table: those that this node routes and that are not paused there. */
@Component
@Dependent
class ClaimableTypes {

    private final Settings settings;
    private final ProcessorRegistry processors;
    private final PausedTypes paused;

    @Inject
    ClaimableTypes(Settings settings, ProcessorRegistry processors, PausedTypes paused) {
        this.settings = settings;
        this.processors = processors;
        this.paused = paused;
    }

    /** The current types by table; a table without any is left out. */
    Map<TableName, Set<String>> now() {
        Set<String> routable = processors.routableTypes();
        Map<TableName, Set<String>> claimable = new HashMap<>();
        for (TableName table : settings.tables()) {
            Set<String> types = paused.without(table, routable);
            if (!types.isEmpty()) {
                claimable.put(table, types);
            }
        }
        return claimable;
    }
}
