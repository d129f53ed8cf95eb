package io.claimdispatch.internal.ddl;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database with DDL. */
public enum DdlDatabase {
    /** PostgreSQL. */
    POSTGRESQL,
    /** MariaDB. */
    MARIADB,
    /** MySQL. */
    MYSQL,
    /** H2. */
    H2,
    /** Apache Derby. */
    DERBY;

    /** Its name in the command and in file names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable DdlDatabase of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    static String words() {
        return Arrays.stream(values()).map(DdlDatabase::word).collect(Collectors.joining(", "));
    }
}
