package io.claimdispatch.internal.payload;

import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path from a class to one of its fields, by the names that an error message quotes. Only names that the classes
 * declare are taken from the message: anything else in it may be a value.
 */
final class FieldPath {

    private static final Pattern QUOTED = Pattern.compile("'([^']{1,200})'|\"([^\"]{1,200})\"");

    private final StringBuilder path = new StringBuilder();
    private Type end;
    private int length;

    FieldPath(Type root) {
        end = root;
    }

    /** Follows the quoted names from this class as far as they lead. */
    static FieldPath quotedIn(String message, Type root) {
        FieldPath path = new FieldPath(root);
        Matcher quoted = QUOTED.matcher(message);
        while (quoted.find()) {
            path.follow(quoted.group(1) != null ? quoted.group(1) : quoted.group(2));
        }
        return path;
    }

    private void follow(String name) {
        field(owner(end), name).ifPresent(field -> append(name, field));
    }

    private void append(String name, Field field) {
        path.append(path.isEmpty() ? "" : ".").append(name);
        end = field.getGenericType();
        length++;
    }

    /**
     * Extends the path to the first member that the codec cannot read on its own, and on to the member within it; for
     * readers whose messages name no field. Skips members with annotations, which may be read differently on their own.
     */
    void probe(JsonValue value, PayloadCodec codec) {
        if (value instanceof JsonArray array) {
            int before = length;
            for (int i = 0; i < array.size() && length == before; i++) {
                probe(array.get(i), codec);
            }
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                Optional<Field> field = field(owner(end), member.getKey());
                if (field.isPresent() && !isReadable(member.getValue(), field.get(), codec)) {
                    append(member.getKey(), field.get());
                    probe(member.getValue(), codec);
                    return;
                }
            }
        }
    }

    private static boolean isReadable(JsonValue value, Field field, PayloadCodec codec) {
        boolean alike = Arrays.stream(field.getAnnotations()).allMatch(each -> each instanceof JsonbProperty);
        if (!alike || value.getValueType() == JsonValue.ValueType.NULL) {
            return true;
        }
        try {
            codec.read(value.toString(), field.getGenericType());
            return true;
        } catch (Exception | StackOverflowError e) {
            // a checked exception too, which other languages throw undeclared
            return false;
        }
    }

    /** The number of fields. */
    int length() {
        return length;
    }

    /** The path and the type of its last field, for a message; empty if the path is. */
    @Override
    public String toString() {
        return path.isEmpty() ? "" : " at '" + path + "', which is of type " + end.getTypeName();
    }

    private static Optional<Field> field(@Nullable Class<?> owner, String name) {
        // fields of JDK classes are not members of a payload
        for (Class<?> type = owner; type != null && !type.getName().startsWith("java."); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                JsonbProperty renamed = field.getAnnotation(JsonbProperty.class);
                if (field.getName().equals(name)
                        || renamed != null && renamed.value().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The class whose members come next: for a collection, array or optional the element type, for a map the value
     * type.
     */
    private static @Nullable Class<?> owner(Type type) {
        if (type instanceof Class<?> single) {
            return single.isArray() ? owner(single.getComponentType()) : single;
        }
        if (type instanceof GenericArrayType array) {
            return owner(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            boolean ofTheJdk = generic.getRawType().getTypeName().startsWith("java.");
            return owner(ofTheJdk ? arguments[arguments.length - 1] : generic.getRawType());
        }
        return null;
    }
}
