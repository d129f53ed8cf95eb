package io.claimdispatch.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Executable;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * No method of the JDK is used that takes a locale, a charset or a zone from the JVM. Found without a list: such a method
 * has a neighbour that takes the same and one of these too. The list is of those that have no neighbour.
 */
final class FollowNoDefault extends ArchCondition<JavaClass> {

    private static final Set<Class<?>> TEXTS = Set.of(Locale.class, Charset.class);

    private static final Set<Class<?>> TEXTS_AND_ZONES =
            Set.of(Locale.class, Charset.class, ZoneId.class, TimeZone.class, Calendar.class);

    private static final Map<Class<?>, Set<String>> WITHOUT_NEIGHBOUR = Map.of(
            String.class, Set.of("formatted"),
            Locale.class, Set.of("getDefault"),
            Charset.class, Set.of("defaultCharset"),
            ZoneId.class, Set.of("systemDefault"),
            TimeZone.class, Set.of("getDefault"),
            MessageFormat.class, Set.of("format"),
            Timestamp.class, Set.of("valueOf", "toLocalDateTime"));

    private static final Map<Class<?>, Set<String>> TEXTS_WITHOUT_NEIGHBOUR =
            Map.of(String.class, Set.of("formatted"), MessageFormat.class, Set.of("format"));

    /** Always UTF-8, unless HTTP says otherwise. */
    private static final Set<Class<?>> WITHOUT_DEFAULT =
            Set.of(Files.class, ZipFile.class, HttpResponse.BodyHandlers.class, HttpRequest.BodyPublishers.class);

    private final Set<Class<?>> said;
    private final Map<Class<?>, Set<String>> withoutNeighbour;

    private FollowNoDefault(Set<Class<?>> said, Map<Class<?>, Set<String>> withoutNeighbour) {
        super("follow no default of the JVM's");
        this.said = said;
        this.withoutNeighbour = withoutNeighbour;
    }

    static FollowNoDefault ofAnyKind() {
        return new FollowNoDefault(TEXTS_AND_ZONES, WITHOUT_NEIGHBOUR);
    }

    /** For tests, which may ask for a default to put it back, and show a person the time of the day. */
    static FollowNoDefault inTexts() {
        return new FollowNoDefault(TEXTS, TEXTS_WITHOUT_NEIGHBOUR);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target && followsADefault(target)) {
                events.add(SimpleConditionEvent.violated(type, access.getDescription()));
            }
        }
    }

    private boolean followsADefault(AccessTarget.CodeUnitAccessTarget target) {
        if (!target.getOwner().getPackageName().startsWith("java.")) {
            return false;
        }
        Class<?> owner = target.getOwner().reflect();
        List<Class<?>> taken = target.getRawParameterTypes().stream()
                .<Class<?>>map(JavaClass::reflect)
                .toList();
        boolean isStaticFormat = owner != MessageFormat.class || taken.size() == 2;
        if (withoutNeighbour.getOrDefault(owner, Set.of()).contains(target.getName())) {
            return isStaticFormat;
        }
        return !WITHOUT_DEFAULT.contains(owner)
                && neighbours(owner, target.getName()).anyMatch(neighbour -> saysMore(neighbour, taken));
    }

    private static Stream<? extends Executable> neighbours(Class<?> owner, String name) {
        return name.equals("<init>")
                ? Arrays.stream(owner.getConstructors())
                : Arrays.stream(owner.getMethods())
                        .filter(method -> method.getName().equals(name));
    }

    /** Whether these are the parameters that are taken, and among them one of those that say it. */
    private boolean saysMore(Executable neighbour, List<Class<?>> taken) {
        List<Class<?>> parameters = List.of(neighbour.getParameterTypes());
        if (parameters.size() != taken.size() + 1) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            List<Class<?>> others = new ArrayList<>(parameters);
            if (said.contains(others.remove(i)) && others.equals(taken)) {
                return true;
            }
        }
        return false;
    }
}
