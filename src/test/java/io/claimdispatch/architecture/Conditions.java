package io.claimdispatch.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** What ArchUnit's own vocabulary has no words for. */
final class Conditions {

    private Conditions() {}

    static ArchCondition<JavaClass> notUse(String what, Predicate<AccessTarget> forbidden) {
        return new ArchCondition<>("not use " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (forbidden.test(access.getTarget())) {
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    /** {@link Steps} is kept, and names every package that there is. */
    static final class UseOnlyTheirSteps extends ArchCondition<JavaClass> {
        private final String root;

        UseOnlyTheirSteps(String root) {
            super("use only what their step may use");
            this.root = root;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Optional<String> user = Steps.of(below(type));
            if (user.isEmpty()) {
                events.add(SimpleConditionEvent.violated(
                        type, "the package of " + type.getName() + " stands in no step: name it in Steps"));
                return;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(used)
                        && Steps.of(below(used))
                                .filter(step -> Steps.mayUse(user.get(), step))
                                .isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }

        private boolean isOurs(JavaClass type) {
            return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
        }

        private String below(JavaClass type) {
            return type.getPackageName().equals(root)
                    ? Steps.API
                    : type.getPackageName().substring(root.length() + 1);
        }
    }

    /** The clock is injected; the class that makes the injected one is the only one to ask the JVM's. */
    static final class ReadTheClockInOnePlace extends ArchCondition<JavaClass> {
        private final String place;
        private final Set<String> readers = new TreeSet<>();

        ReadTheClockInOnePlace(String place) {
            super("read the clock in one class of " + place);
            this.place = place;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (readsTheClock(access.getTarget())) {
                    readers.add(type.getName().replaceFirst("\\$.*", ""));
                    if (!type.getPackageName().equals(place)) {
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                    }
                }
            }
        }

        @Override
        public void finish(ConditionEvents events) {
            if (readers.size() > 1) {
                events.add(SimpleConditionEvent.violated(this, "the clock is read in more than one class: " + readers));
            }
        }

        private static boolean readsTheClock(AccessTarget target) {
            if (!(target instanceof AccessTarget.CodeUnitAccessTarget called)) {
                return false;
            }
            String owner = called.getOwner().getName();
            return switch (called.getName()) {
                case "now" ->
                    owner.startsWith("java.time.")
                            && called.getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Clock.class));
                case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                    owner.equals(Clock.class.getName());
                case "currentTimeMillis" -> owner.equals(System.class.getName());
                case "<init>" ->
                    owner.equals(Date.class.getName())
                            && called.getRawParameterTypes().isEmpty();
                default -> false;
            };
        }
    }

    static final class TakeNoOptional extends ArchCondition<JavaClass> {
        TakeNoOptional() {
            super("take no Optional");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                // a lambda that is passed to a method of Optional has such a parameter without declaring it
                if (!unit.getName().startsWith("lambda$")
                        && unit.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(Optional.class))) {
                    events.add(SimpleConditionEvent.violated(type, unit.getDescription() + " takes an Optional"));
                }
            }
        }
    }

    /** A text that a caller makes has no id. */
    static final class TakeTextsForDebugOnly extends ArchCondition<JavaClass> {
        TakeTextsForDebugOnly() {
            super("take texts in methods named debug only");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaMethod method : type.getMethods()) {
                if (!method.getModifiers().contains(JavaModifier.PRIVATE)
                        && !method.getName().equals("debug")
                        && method.getRawParameterTypes().stream().anyMatch(TakeTextsForDebugOnly::mayBeText)) {
                    events.add(SimpleConditionEvent.violated(type, method.getDescription() + " takes a text"));
                }
            }
        }

        private static boolean mayBeText(JavaClass parameter) {
            return parameter.isAssignableFrom(String.class) || parameter.isEquivalentTo(Supplier.class);
        }
    }

    static final class BeNullMarked extends ArchCondition<JavaClass> {
        BeNullMarked() {
            super("lie in a null-marked package");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(
                        type, type.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        }
    }
}
