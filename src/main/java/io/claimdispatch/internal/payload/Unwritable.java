package io.claimdispatch.internal.payload;

import java.lang.reflect.Modifier;
import java.util.Optional;

/** Explains why a codec could not write an object, with the way out. */
final class Unwritable {

    private static final String PUBLISH = "Publish a record, bean, map or collection that JSON-B can write";

    private Unwritable() {}

    /** The cause and the way out, without the final full stop. */
    static String why(Object payload, Throwable failure) {
        Optional<Object> hidden = firstHidden(payload);
        if (hidden.isPresent()) {
            return whyHidden(hidden.get().getClass());
        }
        if (failure instanceof StackOverflowError) {
            return "it refers to itself, or has too many levels. Publish what the processor needs, for example ids";
        }
        return failure + ". " + PUBLISH;
    }

    private static Optional<Object> firstHidden(Object payload) {
        try {
            return ObjectWalk.throughMembers(payload, each -> isHidden(each.getClass()));
        } catch (RuntimeException e) {
            // a collection that cannot be read, which may be why the codec failed
            return Optional.empty();
        }
    }

    private static boolean isHidden(Class<?> type) {
        return !ObjectWalk.isOfTheJdk(type)
                && !Enum.class.isAssignableFrom(type)
                && (!Modifier.isPublic(type.getModifiers()) || !isExported(type));
    }

    private static boolean isExported(Class<?> type) {
        return type.getModule().isExported(type.getPackageName());
    }

    private static String whyHidden(Class<?> type) {
        String name = type.getName();
        if (type.isLocalClass() || type.isAnonymousClass()) {
            return name + " is declared inside of a method, where JSON-B does not see it."
                    + " Make it a public class or record, top-level or static";
        }
        if (Modifier.isPublic(type.getModifiers())) {
            return "the module " + type.getModule().getName() + " does not export the package of " + name
                    + ". Export it in the module-info";
        }
        return name + " is not public, and JSON-B sees only public classes. Make it public";
    }
}
