package io.claimdispatch.spi;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Converts a payload to JSON text and back. The default uses JSON-B. Called by many threads at once. */
public interface PayloadCodec {

    /**
     * Writes an object as JSON text. The publisher refuses a text that is not JSON (CLAIM0013), or that some server
     * could not read later (CLAIM0005).
     *
     * @throws RuntimeException if the object cannot be written; reported to the publisher with an error id
     */
    String write(@Nullable Object payload);

    /**
     * Reads an object from JSON text.
     *
     * @throws RuntimeException if the text does not fit the type; a failed attempt, or a dead letter if the text is not
     *     JSON
     */
    Object read(String json, Type type);
}
