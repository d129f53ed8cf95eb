package io.claimdispatch.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the permissions in {@link Steps} with what classes use. */
final class Permissions {

    private Permissions() {}

    /**
     * The permissions that no class needs: each is one that a later change should have to ask for. Byte code shows all
     * uses but those of constants, which the compiler copies; imports show these.
     */
    static List<String> unused(Iterable<JavaClass> classes, String root, Path sources) {
        Set<String> used = imported(sources);
        classes.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .flatMap(each -> use(type, each.getTargetClass().getBaseComponentType(), root))
                .forEach(used::add));
        return Steps.all().stream()
                .flatMap(user -> Steps.usedBy(user).stream().map(each -> text(user, each)))
                .filter(permission -> !used.contains(permission))
                .toList();
    }

    private static Set<String> imported(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> SourceTest.named(file, "package ")
                            .flatMap(user -> SourceTest.named(file, "import ")
                                    .flatMap(used ->
                                            Steps.of(user)
                                                    .flatMap(from ->
                                                            Steps.of(used).map(to -> text(from, to)))
                                                    .stream())))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> use(JavaClass user, JavaClass used, String root) {
        return step(user, root).flatMap(from -> step(used, root).map(to -> text(from, to))).stream();
    }

    private static Optional<String> step(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.equals(root) || name.startsWith(root + ".")
                ? Steps.of(name.equals(root) ? Steps.API : name.substring(root.length() + 1))
                : Optional.empty();
    }

    private static String text(String user, String used) {
        return user + " may use " + (used.equals(Steps.API) ? "the API" : used);
    }
}
