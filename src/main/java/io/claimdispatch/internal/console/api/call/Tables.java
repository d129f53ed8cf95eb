package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** The tables that a call can be about. */
@Component
@Dependent
public class Tables {

    private final ActionLogs actionLogs;
    private final Settings settings;

    @Inject
    public Tables(ActionLogs actionLogs, Settings settings) {
        this.actionLogs = actionLogs;
        this.settings = settings;
    }

    /** Their names; the first is the default. */
    public List<String> names() {
        return settings.tables().stream().map(TableName::value).toList();
    }

    /**
     * The table of a call.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0017 if the settings do not name it
     */
    public TableName of(Call call) {
        String name = call.parameter(Parameter.TABLE.name());
        return name == null ? TableName.ACTION_LOGS : settings.table(name);
    }

    /** Its queries. */
    public ActionLogs logs(TableName table) {
        return actionLogs.in(table.value());
    }
}
