package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.answer.PayloadAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/payload}: a payload as a whole, masked. */
@Component
@Dependent
class PayloadRoute implements Route {

    private final Tables tables;
    private final PayloadAnswers payloads;
    private final Masking masking;

    @Inject
    PayloadRoute(Tables tables, PayloadAnswers payloads, Masking masking) {
        this.tables = tables;
        this.payloads = payloads;
        this.masking = masking;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/payload",
                Permission.VIEW,
                "RowPayload",
                "The whole payload of a row, masked.",
                Parameter.TABLE);
    }

    @Override
    public boolean isLarge() {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        ActionLog row = payloads.row(tables.of(call), call.id());
        return PayloadAnswers.of(row, masking.show(row.payload(), Integer.MAX_VALUE), false);
    }
}
