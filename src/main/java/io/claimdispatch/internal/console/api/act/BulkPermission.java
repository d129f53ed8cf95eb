package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.operate.bulk.BulkVerb;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Who may give which command to many rows: as to one. Operators may use the routes; deletions need more. */
@Component
@Dependent
class BulkPermission {

    private final Settings settings;

    @Inject
    BulkPermission(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks a verb.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0262 if the caller may not do it
     */
    void check(Caller caller, BulkVerb verb) {
        if (verb == BulkVerb.DELETE && !caller.may(Permission.ADMINISTER)) {
            throw ConsoleProblems.permissionMissing(
                    caller.name(), settings.console().roles().admin());
        }
    }
}
