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
 * The DDL of one table: whole, for a new table, and as upgrades from version to version. In the files
 * <code>${table}</code> stands for the full name, <code>${name}</code> for the name without its schema, and
 * <code>${jar}</code> for the jar that prints them. To add a version of the schema, raise the number here, add two
 * upgrade files per database, and change the whole files so that they create what the old files and the upgrade create.
 *
 * @param database the database
 * @param table the table
 */
public record Ddl(DdlDatabase database, TableName table) {

    /** The first version: that of a table without a stored version. */
    public static final int FIRST = 1;

    /** The version that this code creates and supports. */
    public static final int VERSION = 4;

    private static final String FOLDER = "META-INF/claim-dispatch/ddl/";

    private static final String JAR = OwnJar.name();

    /** A phase of an upgrade. */
    public enum Phase {
        /** Runs while nodes of the old version run; only adds. */
        BEFORE,
        /** Runs once the last old node has stopped; removes what only old nodes need. */
        AFTER;

        /** Its name in the command and in file names. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the DDL of a new table. */
    public String whole() {
        return text(database.word() + ".sql");
    }

    /**
     * Returns one phase of the upgrade from a version to {@link #VERSION}: the files of all steps, in order.
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
        // by our own loader, since the caller's may find a file of that name in another jar
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
