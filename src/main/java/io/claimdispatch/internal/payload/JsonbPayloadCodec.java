package io.claimdispatch.internal.payload;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The default codec: JSON-B with its defaults and the root locale. Usable without CDI too.
 *
 * <p>It refuses an object that would lose its state. Whether every server can read the JSON is checked for each codec, in
 * {@link Payloads}.
 */
@ApplicationScoped
public class JsonbPayloadCodec implements PayloadCodec, AutoCloseable {

    private static final Log LOG = Log.of(JsonbPayloadCodec.class);

    // Created on first use, not in the constructor, which the container also runs for the client proxy.
    private volatile @Nullable Jsonb jsonb;

    @Override
    public String write(@Nullable Object payload) {
        if (payload == null) {
            return "null";
        }
        LostState.refuseHandles(payload);
        String json = jsonb().toJson(payload);
        LostState.refuseEmptied(payload, json, jsonb()::toJson);
        return JsonText.storable(json);
    }

    @Override
    public Object read(String json, Type type) {
        Object object = jsonb().fromJson(json, type);
        if (object == null) {
            throw new IllegalArgumentException("the payload is null");
        }
        return object;
    }

    private Jsonb jsonb() {
        Jsonb ready = jsonb;
        return ready != null ? ready : create();
    }

    private synchronized Jsonb create() {
        Jsonb ready = jsonb;
        if (ready == null) {
            // otherwise the formats of a payload's class would depend on each node's locale
            ready = JsonbBuilder.create(new JsonbConfig().withLocale(Locale.ROOT));
            jsonb = ready;
        }
        return ready;
    }

    /** Releases the serialiser's resources. */
    @Override
    @PreDestroy
    public synchronized void close() {
        try (Jsonb ready = jsonb) {
            jsonb = null;
        } catch (Exception e) {
            LOG.log(TaskNotices.serialiserNotClosed(e));
        }
    }
}
