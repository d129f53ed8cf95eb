package io.claimdispatch.internal.ddl;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a DDL text. A semicolon at the end of a line ends one, except between two lines that hold {@code $$};
 * comments have lines of their own, unless they stand within a statement.
 */
public final class DdlStatements {

    private DdlStatements() {}

    /** The statements, without the semicolons that end them. */
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
