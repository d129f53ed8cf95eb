package io.claimdispatch.internal.ddl;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a DDL text into statements. A semicolon at the end of a line ends a statement, except between two lines that
 * contain {@code $$}. Comments have lines of their own, unless they are inside a statement.
 */
public final class DdlStatements {

    private DdlStatements() {}

    /** Returns the statements, without their final semicolons. */
    public static List<String> in(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (String line : text.lines().toList()) {
            if (line.stripLeading().startsWith("--")) {
                continue;
            }
            quoted ^= line.contains("$$");
            boolean last = !quoted && line.stripTrailing().endsWith(";");
            statement
                    .append(last ? line.substring(0, line.lastIndexOf(';')) : line)
                    .append('\n');
            if (last) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        }
        return statements;
    }
}
