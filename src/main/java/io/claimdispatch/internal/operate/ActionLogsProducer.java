package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/**
 * Makes {@link ActionLogs} injectable. {@link TableLogs} is not a bean, since each further table has its own instance.
 */
@Component
@Dependent
class ActionLogsProducer {

    /** The instance for {@code action_logs}. */
    @Produces
    @ApplicationScoped
    ActionLogs actionLogs(Operators operators) {
        return new TableLogs(TableName.ACTION_LOGS, operators);
    }
}
