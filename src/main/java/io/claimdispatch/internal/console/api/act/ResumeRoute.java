package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code pauses/type}: ends a pause whose name is in the path; see {@link ResumeByQueryRoute}. */
@Component
@Dependent
class ResumeRoute implements Route {

    private static final String TYPE = "type";

    private final Tables tables;
    private final Resumes resumes;

    @Inject
    ResumeRoute(Tables tables, Resumes resumes) {
        this.tables = tables;
        this.resumes = resumes;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "DELETE",
                "pauses/{" + TYPE + "}",
                "Pauses",
                "Resumes a type or family, named exactly as it was paused. Answers the pauses that are left.",
                Parameter.REASON);
    }

    @Override
    public Answer answer(Call call) {
        return resumes.resume(tables.of(call), type(call), call);
    }

    /** Types may have slashes; some servers leave an encoded one as it is. */
    private static String type(Call call) {
        return call.name(TYPE).replace("%2F", "/").replace("%2f", "/");
    }
}
