package io.claimdispatch.spi;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** How a payload becomes JSON text and back. Ours is JSON-B. Called from many threads at once. */
public interface PayloadCodec {

    /**
     * The JSON text of an object. The publisher refuses a text that is no JSON (CLAIM0013), or that some server could not
     * read later (CLAIM0005).
     *
     * @throws RuntimeException if it cannot be written; reported to the publisher with the id of the error
     */
    String write(@Nullable Object payload);

    /**
     * The object of a JSON text.
     *
     * @throws RuntimeException if the text does not fit the type; a failed attempt, or a dead letter if the text is no JSON
     */
    Object read(String json, Type type);
}
