package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Meaning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a column distinguishes different texts. The database compares constants to which a union has given the
 * column's type and collation; nothing is written, and no row is read.
 */
public final class ExactText {

    private static final String ASKED = "A";

    private static final String ACCENT = "\u00c1";

    private static final String BLANK = "A ";

    private static final Map<String, String> OTHERS = others();

    private ExactText() {}

    private static Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("a", "in case");
        others.put(ACCENT, "in an accent");
        others.put(BLANK, "in trailing blanks");
        return others;
    }

    /**
     * Checks one column of a table.
     *
     * @param of our table to which it belongs, for the message
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 if it treats different texts as equal
     */
    public static void check(Connection connection, Dialect dialect, TableName of, String table, String column)
            throws SQLException {
        List<String> same = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(of.in(query(dialect.meaning(), table, column)));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String text = rows.getString(1);
                if (dialect.meaning().blanksCount() || !BLANK.equals(text)) {
                    same.add(OTHERS.getOrDefault(text, text));
                }
            }
        }
        if (!same.isEmpty()) {
            throw StartProblems.textInexact(
                    column,
                    of.value(),
                    dialect.database(),
                    String.join(" or ", same),
                    dialect.meaning().exactText());
        }
    }

    private static String query(Meaning meaning, String table, String column) {
        String quote = meaning.constant() + "'";
        StringBuilder query = new StringBuilder("SELECT x FROM (SELECT ")
                .append(column)
                .append(" AS x FROM ")
                .append(table)
                .append(" WHERE 1 = 0");
        OTHERS.keySet()
                .forEach(text -> query.append(" UNION ALL SELECT ")
                        .append(quote)
                        .append(text)
                        .append("' AS x")
                        .append(meaning.oneRow()));
        return query.append(") y WHERE x = ")
                .append(quote)
                .append(ASKED)
                .append("'")
                .toString();
    }
}
