package io.claimdispatch.internal.publish;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.payload.Payloads;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;

/** Writes the text for the column {@code payload}. */
@Component
@Dependent
class PayloadWriter {

    private static final String NOTHING = "{}";

    /** The maximum bytes of a {@code char} in UTF-8; a surrogate pair, two {@code char}s, takes four. */
    private static final int MOST_BYTES = 3;

    private final Settings settings;
    private final PayloadCodec codec;

    @Inject
    PayloadWriter(Settings settings, PayloadCodec codec) {
        this.settings = settings;
        this.codec = codec;
    }

    String write(String type, DraftBuilder draft) {
        String json = Payloads.compose(type, payload(type, draft), draft.meta, draft.rules, codec);
        checkSize(type, json);
        return json;
    }

    private String payload(String type, DraftBuilder draft) {
        if (draft.payloadJson != null) {
            return Payloads.checked(type, draft.payloadJson);
        }
        return draft.payload == null ? NOTHING : Payloads.written(type, draft.payload, codec);
    }

    /** Counts the bytes only if there may be too many. */
    private void checkSize(String type, String json) {
        int most = settings.maxPayload();
        if ((long) json.length() * MOST_BYTES > most) {
            long size = json.getBytes(StandardCharsets.UTF_8).length;
            if (size > most) {
                throw PublishProblems.payloadTooLarge(type, size, most);
            }
        }
    }
}
