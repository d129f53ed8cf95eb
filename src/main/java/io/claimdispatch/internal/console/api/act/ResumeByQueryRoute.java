package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code pauses}: ends a pause whose name is in the query. There a server takes every name: in a path, many refuse an
 * encoded slash, and some leave one as it is, so that it cannot be told from a name that has {@code %2F} in it.
 */
@Component
@Dependent
class ResumeByQueryRoute implements Route {

    private static final Parameter TYPE = Parameter.text("type", "The type or family, exactly as it was paused.")
            .required();

    private final Tables tables;
    private final Resumes resumes;

    @Inject
    ResumeByQueryRoute(Tables tables, Resumes resumes) {
        this.tables = tables;
        this.resumes = resumes;
    }

    @Override
    public RouteSpec spec() {
        return new RouteSpec(
                "DELETE",
                "pauses",
                Permission.OPERATE,
                List.of(Parameter.TABLE, TYPE),
                List.of(Parameter.REASON),
                "Pauses",
                "Resumes a type or family, named exactly as it was paused. Answers the pauses that are left.");
    }

    @Override
    public Answer answer(Call call) {
        String type = call.parameter(TYPE.name());
        if (type == null) {
            throw ConsoleProblems.parameterInvalid(TYPE.name(), "", "a type or family that is paused");
        }
        return resumes.resume(tables.of(call), type, call);
    }
}
