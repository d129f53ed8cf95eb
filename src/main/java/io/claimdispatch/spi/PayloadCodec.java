package io.claimdispatch.spi;

import java.lang.reflect.Type;

/**
 * Converts payloads to JSON text and back. The default uses JSON-B.
 *
 * <p>Replace it by a bean with {@code @Alternative} and {@code @Priority}, or change what it does by a CDI
 * {@code @Decorator}. All nodes, and all versions of the application that run at once, must read what any of them
 * writes. This one encrypts the text; {@code Cipher} is a class of the application:
 *
 * <pre>{@code
 * @Decorator
 * @jakarta.annotation.Priority(1)
 * public class EncryptedPayloads implements PayloadCodec {
 *
 *     @Inject
 *     @Delegate
 *     PayloadCodec json;
 *
 *     @Inject
 *     Cipher cipher;
 *
 *     @Override
 *     public String write(Object payload) {
 *         return "{\"cipher\":\"" + cipher.encrypt(json.write(payload)) + "\"}";
 *     }
 *
 *     @Override
 *     public Object read(String text, Type type) {
 *         JsonObject stored = (JsonObject) json.read(text, JsonObject.class);
 *         return json.read(cipher.decrypt(stored.getString("cipher")), type);
 *     }
 * }
 * }</pre>
 *
 * <p><b>Threads and scope.</b> Called by many threads at once, so it must be thread-safe. Use
 * {@code @ApplicationScoped}; a {@code @Dependent} codec has several instances. A request scope is not always active.
 *
 * <p><b>Transaction.</b> Called in whatever transaction its caller has: {@link #write} in that of the publish, {@link
 * #read} in that of the task which reads its payload. A bean with {@code @Transactional} could mark that transaction for
 * rollback when it throws.
 *
 * <p><b>Time.</b> It should only compute. A publish waits for {@link #write} without a limit. {@link #read} is part of
 * the attempt, and the time limit of the type applies.
 */
public interface PayloadCodec {

    /**
     * Writes an object as JSON text. Called when a draft has passed its gates, once for its payload unless that is null
     * or text ({@code payloadJson}), once for all entries of {@code meta} as one map, and once for each argument or
     * value of a rule.
     *
     * @param payload never null
     * @return JSON text, not null (CLAIM0102, as the cause of CLAIM0013). The publisher checks it: it refuses a text that
     *     is not JSON (CLAIM0013), or that some server could not read later (CLAIM0005)
     * @throws RuntimeException if the object cannot be written; the publish then throws CLAIM0013 with this cause, and
     *     stores nothing
     */
    String write(Object payload);

    /**
     * Reads an object from JSON text. Called each time that a processor asks for its payload as an object. If it throws,
     * it may be called again with single members of the text, to name the one at fault.
     *
     * @param json the payload, never null, without the reserved members {@code __meta} and {@code __rules}; not always
     *     JSON, since a row can be changed by hand
     * @param type what the processor asks for, a class or a generic type
     * @return an instance of that type, not null (CLAIM0102); an object of another class is CLAIM0217. Both are failed
     *     attempts
     * @throws RuntimeException if the text does not fit the type: a failed attempt (CLAIM0061). If the text is not JSON,
     *     the row becomes a dead letter (CLAIM0070), unless the retry policy says otherwise
     */
    Object read(String json, Type type);
}
