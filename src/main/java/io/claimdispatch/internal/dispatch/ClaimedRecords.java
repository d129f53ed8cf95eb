package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.route.ClaimedRecord;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Shows claimed rows to the application's code, by the node's settings. */
@Component
@Dependent
class ClaimedRecords {

    private final PayloadCodec codec;
    private final TypePolicies policies;
    private final Settings settings;

    @Inject
    ClaimedRecords(PayloadCodec codec, TypePolicies policies, Settings settings) {
        this.codec = codec;
        this.policies = policies;
        this.settings = settings;
    }

    /** A view of a row. */
    ClaimedRecord of(ClaimedRow row) {
        return new ClaimedRecord(row, codec, policies::maxAttempts, settings.showPayloadValues());
    }
}
