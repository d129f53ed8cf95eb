package io.claimdispatch.internal.publish;

import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.json.Payloads;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the text of the column {@code payload}. */
@ApplicationScoped
class PayloadWriter {

    private static final String NOTHING = "{}";

    private PayloadCodec codec;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    PayloadWriter() {}

    @Inject
    PayloadWriter(PayloadCodec codec) {
        this.codec = codec;
    }

    String write(String type, DraftBuilder draft) {
        return Payloads.compose(type, payload(type, draft), draft.meta, draft.rules, codec);
    }

    private String payload(String type, DraftBuilder draft) {
        if (draft.payloadJson != null) {
            return Payloads.checked(type, draft.payloadJson);
        }
        Object payload = draft.payload;
        if (payload == null) {
            return NOTHING;
        }
        try {
            return codec.write(payload);
        } catch (RuntimeException | StackOverflowError e) {
            // an object that refers to itself ends in a StackOverflowError
            throw Problems.payloadNotWritable(type, payload, e);
        }
    }
}
