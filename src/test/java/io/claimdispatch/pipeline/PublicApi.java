package io.claimdispatch.pipeline;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Draft;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Publisher;
import io.claimdispatch.Rule;
import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.route.ClaimedRecord;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What applications can call, found among the compiled classes, so that nothing is forgotten. */
final class PublicApi {

    private static final String PACKAGE = "io.claimdispatch.";

    /** How messages say a parameter, where they say it otherwise than by its name. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("typeOrFamily", List.of("type or family")),
            Map.entry("type", List.of("type", "cannot be read as")),
            Map.entry("who", List.of("operator")),
            Map.entry("why", List.of("reason")),
            Map.entry("eligibleAt", List.of("new time")),
            Map.entry("delay", List.of("new time", "the time of type")),
            Map.entry("at", List.of("'at'", "has no time", "the time of type")),
            Map.entry("key", List.of("'key'", "idempotency key")),
            Map.entry("json", List.of("'json'", "payloadJson")),
            Map.entry("value", List.of("'value'", "payload")),
            Map.entry("query", List.of("'query'", "limit", "type or family", "cursor")),
            Map.entry("which", List.of("'which'", "limit", "type or family")),
            Map.entry("fill", List.of("'fill'", "draft has no type")),
            Map.entry("items", List.of("items")),
            Map.entry("rules", List.of("rules", "payload")),
            Map.entry("entries", List.of("entries", "payload")));

    private PublicApi() {}

    /** All public types of the package, those within others too. */
    static Stream<Class<?>> types() {
        try (Stream<Path> files = Files.list(Path.of("target", "classes", "io", "claimdispatch"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> load(PACKAGE + name.substring(0, name.length() - ".class".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own public methods and constructors with parameters; not what the language adds to enums and records. */
    static List<Executable> callable(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(called -> Modifier.isPublic(called.getModifiers()) && !called.isSynthetic())
                .filter(called ->
                        called.getParameterCount() > 0 && !called.getName().equals("equals"))
                .filter(called -> !(type.isEnum() && called.getName().equals("valueOf")))
                .toList();
    }

    static String name(Executable called, int parameter) {
        return called.getParameters()[parameter].getName();
    }

    static Stream<String> wordsFor(String parameter) {
        return Stream.concat(
                Stream.of("'" + parameter + "'"), WORDS.getOrDefault(parameter, List.of(parameter)).stream());
    }

    /** The compiler keeps the annotations of a record's parameters with its components. */
    static boolean isNullable(Executable called, int parameter) {
        Class<?> type = called.getDeclaringClass();
        AnnotatedElement annotated = called instanceof Constructor
                        && type.isRecord()
                        && type.getRecordComponents().length == called.getParameterCount()
                ? type.getRecordComponents()[parameter].getAnnotatedType()
                : called.getParameters()[parameter].getAnnotatedType();
        return annotated.isAnnotationPresent(Nullable.class);
    }

    static void call(Node node, Executable called, Object[] arguments) throws ReflectiveOperationException {
        if (called instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
        } else if (called.getDeclaringClass() == Draft.class) {
            callDraft(node.publisher(), (Method) called, arguments);
        } else {
            Method method = (Method) called;
            method.invoke(Modifier.isStatic(method.getModifiers()) ? null : receiver(node, method), arguments);
        }
    }

    /** Within a publish that is complete but for what the method says; what its end finds wrong counts as well. */
    private static void callDraft(Publisher publisher, Method method, Object[] arguments)
            throws InvocationTargetException {
        try {
            publisher.publish(draft -> {
                draft.type("work").eligibleNow();
                try {
                    method.invoke(draft, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof RuntimeException unchecked
                            ? unchecked
                            : new IllegalStateException(e.getCause());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (RuntimeException e) {
            throw new InvocationTargetException(e);
        }
    }

    private static Object receiver(Node node, Method method) {
        Class<?> type = method.getDeclaringClass();
        Map<Class<?>, Object> receivers = Map.of(
                Publisher.class, node.publisher(),
                ActionLogs.class, node.actionLogs(),
                Scheduler.class, node.scheduler(),
                LogRecord.class, record(),
                DeadLetters.class, DeadLetters.all(),
                ActionQuery.class, ActionQuery.all(),
                ActionCounts.class, new ActionCounts(List.of()),
                Rule.Field.class, Rule.field("a"),
                RunReport.class, new RunReport(1, Integer.MAX_VALUE, Integer.MIN_VALUE),
                ClaimDispatchException.class, new ClaimDispatchException("CLAIM0001", "", null));
        if (!receivers.containsKey(type)) {
            throw new IllegalStateException("no object to call " + method + " on: add one here");
        }
        return receivers.get(type);
    }

    private static LogRecord record() {
        return new ClaimedRecord(
                new ClaimedRow(
                        new ClaimRef(TableName.ACTION_LOGS, 7, 99),
                        "work",
                        "{}",
                        null,
                        Priority.NORMAL,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0,
                        null,
                        null,
                        "node"),
                new JsonbPayloadCodec(),
                type -> 10,
                false);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
