package io.claimdispatch.architecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.claimdispatch.internal.common.Component;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** What ADR 0040 says of the beans of the inside. */
final class Beans {

    /** Bean-defining annotations and scopes, which {@link Component} stands for. */
    private static final List<String> SCOPES = List.of("jakarta.enterprise.context.", "jakarta.inject.Singleton");

    /**
     * Beans with a scope of their own, below the package of the inside. The first three are intercepted; the next four have
     * a @Resource, which not every server can inject while the application is deployed; the publisher is
     * injected by applications; users replace the next four by alternatives; this node's name is asked of a bean of the
     * user's; the check of the start lives as long as the event that it observes.
     */
    private static final Set<String> OTHERS = Set.of(
            "node.SchedulerBean",
            "store.transaction.SeparateTransaction",
            "store.transaction.ServerTransaction",
            "store.transaction.TaskTransactions",
            "store.transaction.NewTransaction",
            "store.transaction.JtaTransactions",
            "route.call.ProcessorTransactions",
            "publish.PublisherBean",
            "node.HostNodeIdentity",
            "route.rules.DefaultRuleEvaluator",
            "payload.JsonbPayloadCodec",
            "complete.ExponentialBackoff",
            "claim.ThisNode",
            "node.StartCheck");

    /** What a constructor may call: nothing of these packages leads to a database or runs anything on another thread. */
    private static final List<String> HARMLESS = List.of(
            "java.lang",
            "java.time",
            "java.time.temporal",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.function",
            "java.util.stream",
            "jakarta.enterprise.inject.spi");

    private Beans() {}

    /** The packages below {@code root.internal}. */
    static ArchCondition<JavaClass> beComponents(String root) {
        String inside = root + ".internal.";
        return new ArchCondition<>("carry @Component and no other scope") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getName();
                if (!name.startsWith(inside)
                        || OTHERS.contains(name.substring(inside.length()))
                        || type.isAnnotation()) {
                    return;
                }
                type.getAnnotations().stream()
                        .map(annotation -> annotation.getRawType().getName())
                        .filter(annotation -> SCOPES.stream().anyMatch(annotation::startsWith))
                        .filter(annotation ->
                                !annotation.equals(Dependent.class.getName()) || !type.isAnnotatedWith(Component.class))
                        .forEach(annotation -> events.add(SimpleConditionEvent.violated(
                                type, name + " carries " + annotation + " in the place of @Component")));
                if (type.isAnnotatedWith(Component.class) && !type.isAnnotatedWith(Dependent.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, name + " carries no @Dependent, so not every server finds it"));
                }
                if (type.isAnnotatedWith(Component.class)
                        && type.getAllFields().stream().anyMatch(field -> field.isAnnotatedWith(Resource.class))) {
                    events.add(SimpleConditionEvent.violated(
                            type, name + " has a @Resource, so it must be made at its first call"));
                }
            }
        };
    }

    /** That a constructor keeps what it is given, and at most asks the settings and what CDI has found. */
    static ArchCondition<JavaClass> keepWhatTheyAreGiven(String root) {
        return new ArchCondition<>("only keep what their constructors are given") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.isAnnotatedWith(Component.class)) {
                    Set<JavaCodeUnit> seen = new HashSet<>();
                    for (JavaConstructor constructor : type.getConstructors()) {
                        check(type, constructor, seen, events);
                    }
                }
            }

            private void check(JavaClass type, JavaCodeUnit unit, Set<JavaCodeUnit> seen, ConditionEvents events) {
                if (!seen.add(unit)) {
                    return;
                }
                for (JavaCall<?> call : unit.getCallsFromSelf()) {
                    if (call.isDeclaredInLambda()) {
                        // it is called later, if ever
                        continue;
                    }
                    if (isHarmless(root, call)) {
                        continue;
                    }
                    ours(root, call)
                            .ifPresentOrElse(
                                    member -> check(type, member, seen, events),
                                    () -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
                }
            }
        };
    }

    /** What is looked into: whatever of ours has a body, except what {@link #isHarmless} lets pass as it is. */
    private static Optional<? extends JavaCodeUnit> ours(String root, JavaCall<?> call) {
        return call.getTarget()
                .resolveMember()
                .filter(member -> member.getOwner().getPackageName().startsWith(root)
                        && !member.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    private static boolean isHarmless(String root, JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        if (owner.isAssignableTo(Executor.class) || owner.isAssignableTo(Thread.class)) {
            return false;
        }
        String name = owner.getPackageName();
        return HARMLESS.contains(name)
                || name.equals(root + ".internal.config")
                // how long something takes, and the clock to measure it by
                || owner.getName().equals(root + ".internal.common.Timings")
                || owner.getName().equals(root + ".internal.common.Ticker")
                || owner.getName().equals(root + ".internal.route.discovery.ProcessorExtension");
    }
}
