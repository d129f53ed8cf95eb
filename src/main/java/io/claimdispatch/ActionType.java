package io.claimdispatch;

import jakarta.enterprise.util.TypeLiteral;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A type of action together with the Java type of its payload, so that a wrong payload does not compile. Keep one
 * constant per type, for example in the class of the payload, beside the name, which annotations need as a constant of
 * its own:
 *
 * <pre>{@code
 * public record Welcome(String email) {
 *     public static final String TYPE = "email.welcome";
 *     public static final ActionType<Welcome> ACTION = ActionType.of(TYPE, Welcome.class);
 * }
 * }</pre>
 *
 * <p>Publish with {@code publisher.quick(Welcome.ACTION, new Welcome(address))}, and handle with {@code
 * @Processor(Welcome.TYPE)}. The name alone selects the processor. The payload type is not stored, so either side may
 * go without an {@code ActionType}. Two of them are equal if both name and payload type are.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <P> the type of the payload
 */
public final class ActionType<P> {

    private final String name;
    private final Type payloadType;

    private ActionType(String name, Type payloadType) {
        this.name = name;
        this.payloadType = payloadType;
    }

    /**
     * Creates an action type: {@code ActionType.of("email.welcome", Welcome.class)}.
     *
     * @param name the type of action, as in {@link Draft#type}; no family
     * @param payload the class of the payload
     * @throws ClaimDispatchException CLAIM0001 for null; CLAIM0012 if no action can have the name as its type: empty,
     *     longer than {@value Publisher#MAX_TYPE_LENGTH} characters, with white space at an end, a control character,
     *     half of a surrogate pair, or an asterisk
     */
    public static <P> ActionType<P> of(String name, Class<P> payload) {
        return new ActionType<>(Given.typeName("name", name), Given.value("payload", payload));
    }

    /**
     * Creates an action type with a generic payload: {@code ActionType.of("order.lines", new TypeLiteral<List<Line>>()
     * {})}.
     *
     * @param name as in {@link #of(String, Class)}
     * @param payload a subclass that names the payload's type
     * @throws ClaimDispatchException as in {@link #of(String, Class)}; CLAIM0006 if the subclass names no type
     */
    public static <P> ActionType<P> of(String name, TypeLiteral<P> payload) {
        return new ActionType<>(Given.typeName("name", name), typeOf(Given.value("payload", payload)));
    }

    private static Type typeOf(TypeLiteral<?> literal) {
        try {
            return literal.getType();
        } catch (RuntimeException e) {
            throw Given.notAllowed("payload", "is a TypeLiteral that names no type");
        }
    }

    /** The type of action, like {@code email.welcome}. */
    public String name() {
        return name;
    }

    /** The type of the payload, as the {@link io.claimdispatch.spi.PayloadCodec} reads it. */
    public Type payloadType() {
        return payloadType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionType<?> that && name.equals(that.name) && payloadType.equals(that.payloadType);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + payloadType.hashCode();
    }

    /** Name and payload type, like {@code email.welcome (com.example.Welcome)}. */
    @Override
    public String toString() {
        return name + " (" + payloadType.getTypeName() + ")";
    }
}
