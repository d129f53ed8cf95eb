package io.claimdispatch.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares what each {@code package-info.java} says with the packages that there are, and with {@link Steps}. A package is
 * named in {@code @code}, without the root and {@code internal}.
 */
final class PackageInfos {

    private static final Pattern COMMENT =
            Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*(?:@NullMarked\\s+)?package (\\S+);");
    private static final Pattern NAMED = Pattern.compile("\\{@code ([a-z][a-z0-9.]*)}");
    private static final Pattern CLAUSE_END = Pattern.compile("[.;:](?=\\s|$)");
    private static final Pattern ONLY_USERS = Pattern.compile("(?i)\\bonly (.*) knows? it\\b");

    private final Path folder;
    private final String root;

    /**
     * Reads the sources of a folder.
     *
     * @param root the package that all others are below
     */
    PackageInfos(Path folder, String root) {
        this.folder = folder;
        this.root = root;
    }

    /** The false statements, each with its package. */
    List<String> falseStatements() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .flatMap(file -> COMMENT.matcher(read(file)).results())
                    .flatMap(this::ofOne)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> ofOne(MatchResult comment) {
        String own = relative(comment.group(2));
        String text = comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
        return CLAUSE_END.splitAsStream(text).flatMap(clause -> ofAClause(own, clause.strip()));
    }

    private Stream<String> ofAClause(String own, String clause) {
        List<String> named = names(clause);
        List<String> missing =
                named.stream().filter(name -> step(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return missing.stream().map(name -> own + " names " + name + ", which does not exist");
        }
        Optional<MatchResult> users = ONLY_USERS.matcher(clause).results().findFirst();
        if (users.isPresent()) {
            return otherUsers(own, names(users.get().group(1)));
        }
        if (clause.startsWith("Uses ") || clause.startsWith("Knows ")) {
            return named.stream().filter(name -> !mayUse(own, name)).map(name -> own + " may not use " + name);
        }
        return clause.contains("does not know ")
                ? named.stream().filter(name -> mayUse(own, name)).map(name -> own + " may use " + name)
                : Stream.empty();
    }

    private Stream<String> otherUsers(String own, List<String> users) {
        String used = step(own).orElseThrow();
        List<String> allowed =
                users.stream().map(name -> step(name).orElseThrow()).toList();
        return Stream.concat(
                allowed.stream().filter(user -> !Steps.mayUse(user, used)).map(user -> user + " may not use " + own),
                Steps.all().stream()
                        .filter(user -> !user.equals(used) && !allowed.contains(user) && Steps.mayUse(user, used))
                        .map(user -> user + " may use " + own + " too"));
    }

    private boolean mayUse(String user, String used) {
        return step(user)
                .flatMap(step -> step(used).map(other -> Steps.mayUse(step, other)))
                .orElse(false);
    }

    /** The step of a package, which has to exist. */
    private Optional<String> step(String name) {
        return Stream.of(name, "internal." + name)
                .filter(each -> Files.isRegularFile(
                        folder.resolve((root + "." + each).replace('.', '/')).resolve("package-info.java")))
                .findFirst()
                .flatMap(Steps::of);
    }

    private String relative(String name) {
        String below = name.equals(root) ? Steps.API : name.substring(root.length() + 1);
        return below.startsWith("internal.") ? below.substring("internal.".length()) : below;
    }

    private static List<String> names(String text) {
        return NAMED.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
