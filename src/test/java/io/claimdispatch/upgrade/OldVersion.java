package io.claimdispatch.upgrade;

import io.claimdispatch.internal.common.TableName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** An earlier version, built from its commit in the project's own repository against the libraries of this build. */
final class OldVersion {

    /** A commit for each version of the schema to upgrade from. */
    private static final Map<Integer, String> COMMITS = Map.of(1, "9e7416f", 3, "8eed7ab");

    private final String commit;
    private final Path folder;

    private OldVersion(String commit, Path folder) {
        this.commit = commit;
        this.folder = folder;
    }

    /**
     * Takes the sources out of the repository and compiles them.
     *
     * @param schema the version of its schema
     * @param folder is made
     */
    static OldVersion build(int schema, Path folder) throws IOException, InterruptedException {
        String commit = COMMITS.get(schema);
        Files.createDirectories(folder);
        Path sources = folder.resolve("sources.tar");
        run(
                "the commit " + commit + " is not in this clone: git fetch --unshallow",
                "git",
                "archive",
                "--output=" + sources.toAbsolutePath(),
                commit,
                "src");
        run("tar failed", "tar", "-xf", sources.toString(), "-C", folder.toString());
        OldVersion version = new OldVersion(commit, folder);
        version.compile("classes", libraries(), javaFiles(folder.resolve("src/main/java")), List.of("-parameters"));
        copy(folder.resolve("src/main/resources"), folder.resolve("classes"));
        version.compile(
                "test-classes",
                folder.resolve("classes") + File.pathSeparator + libraries(),
                List.of("src/test/java/io/claimdispatch/pipeline/UpgradeNode.java"),
                List.of("-sourcepath", folder.resolve("src/test/java").toString()));
        return version;
    }

    /** The class path of a node. */
    String classPath() {
        return Stream.of("classes", "test-classes", "src/test/resources")
                .map(each -> folder.resolve(each).toString())
                .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + libraries()));
    }

    /** The DDL of a new table, as that version prints it. */
    String ddl(String database) throws IOException {
        return TableName.ACTION_LOGS.in(Files.readString(
                folder.resolve("src/main/resources/META-INF/claim-dispatch/ddl/" + database + ".sql")));
    }

    private void compile(String to, String classPath, List<String> files, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("-nowarn", "-proc:none", "-d", folder.resolve(to).toString(), "-cp", classPath));
        arguments.addAll(options);
        arguments.addAll(files);
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the sources of " + commit + " do not compile");
        }
    }

    /** What this JVM has, without what this build has compiled. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("claim-dispatch"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void run(String failure, String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(failure);
        }
    }
}
