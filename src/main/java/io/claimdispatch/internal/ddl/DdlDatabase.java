package io.claimdispatch.internal.ddl;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database with DDL. */
public enum DdlDatabase {
    /** PostgreSQL. */
    POSTGRESQL(Ddl.FIRST),
    /** MariaDB. */
    MARIADB(Ddl.FIRST),
    /** MySQL. */
    MYSQL(Ddl.FIRST),
    /** H2. */
    H2(Ddl.FIRST),
    /** Apache Derby. */
    DERBY(Ddl.FIRST),
    /** Oracle Database. */
    ORACLE(2),
    /** SQL Server. */
    SQLSERVER(2);

    private final int first;

    DdlDatabase(int first) {
        this.first = first;
    }

    /** The first version of the schema that there was of it. */
    public int first() {
        return first;
    }

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
