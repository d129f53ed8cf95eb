package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes {@link ActionLogs} injectable. Not a bean of that class, since each further table has an instance of its own. */
@Component
class ActionLogsProducer {

    /** The one of {@code action_logs}. */
    @Produces
    @ApplicationScoped
    ActionLogs actionLogs(Operators operators) {
        return new TableLogs(TableName.ACTION_LOGS, operators);
    }
}
