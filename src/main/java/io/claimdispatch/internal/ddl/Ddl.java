package io.claimdispatch.internal.ddl;

import io.claimdispatch.internal.common.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The DDL of one table: whole, for a new one, and from version to version. In the files two placeholders stand for the name,
 * <code>${table}</code> as it is and <code>${name}</code> without its schema; <code>${jar}</code> stands for the jar that prints
 * them. A new version of the schema is the next number here, two files more for each database, and the whole files changed so that they make what the old ones and the two make.
 *
 * @param database whose DDL it is
 * @param table the table
 */
public record Ddl(DdlDatabase database, TableName table) {

    /** The version before there were any: that of a table that has no row of its version. */
    public static final int FIRST = 1;

    /** The version that this code makes and knows. */
    public static final int VERSION = 2;

    private static final String FOLDER = "META-INF/claim-dispatch/ddl/";

    private static final String JAR = OwnJar.name();

    /** Half of an upgrade. */
    public enum Phase {
        /** While nodes of the old version run: it only adds. */
        BEFORE,
        /** Once the last of them has stopped: it takes away what only they need. */
        AFTER;

        /** What the command and the files call it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes a new table. */
    public String whole() {
        return text(database.word() + ".sql");
    }

    /**
     * One phase of the way from a version to this one: the files of all versions between, in order.
     *
     * @param from at least {@link #FIRST}, and less than {@link #VERSION}
     */
    public String upgrade(int from, Phase phase) {
        return IntStream.range(from, VERSION)
                .mapToObj(old ->
                        text(database.word() + "/upgrade-" + old + "-to-" + (old + 1) + "-" + phase.word() + ".sql"))
                .collect(Collectors.joining("\n"));
    }

    /** The command that prints {@link #whole}. */
    public String command() {
        return "java -jar " + JAR + " ddl " + database.word() + " --table " + table;
    }

    /** The command that prints {@link #upgrade}. */
    public String command(int from, Phase phase) {
        return command() + " --from " + from + " --phase " + phase.word();
    }

    private String text(String file) {
        String name = table.value();
        // By our own class: the caller's loader may know another jar's file of that name.
        try (InputStream text = Ddl.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${jar}", JAR)
                    .replace("${table}", name)
                    .replace("${name}", name.substring(name.indexOf('.') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
