package io.claimdispatch.internal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import com.alibaba.druid.sql.parser.ParserException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.EachDialect;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import io.claimdispatch.internal.store.lease.HeldLeases;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Databases that no test has met: a parser with their grammar understands what they are sent, and what it would let through is
 * looked for. That is less than a database would say: whether a statement means what it should, nobody has seen.
 */
class UnmetDatabasesTest {

    private static final TableName TABLE = new TableName("jobs.mail_logs");

    /** The databases, with the grammar of each. */
    enum Unmet {
        MYSQL(DdlDatabase.MYSQL, new MySqlDialect(), DbType.mysql, "FETCH (FIRST|NEXT)|WITH \\("),
        ORACLE(
                DdlDatabase.ORACLE,
                new OracleDialect(),
                DbType.oracle,
                "\\b(LIMIT|TOP)\\b|WITH \\(|(FETCH|OFFSET|ROWNUM|DISTINCT|GROUP BY).*FOR UPDATE"),
        SQLSERVER(
                DdlDatabase.SQLSERVER,
                new SqlServerDialect(),
                DbType.sqlserver,
                "\\bLIMIT\\b|\\|\\||\\b(LENGTH|GREATEST)\\(|FOR UPDATE|FETCH FIRST|\\bDUAL\\b"
                        + "|(NEXT VALUE FOR .*|\\b)(TOP|UNION) |(UPDATE|DELETE FROM) \\S+ WITH \\(");

        /** From "Table Hints (Transact-SQL)", those that we have a use for. */
        private static final Set<String> HINTS = Set.of(
                "NOLOCK",
                "UPDLOCK",
                "ROWLOCK",
                "READPAST",
                "FORCESEEK",
                "INDEX (mail_logs_pk)",
                "INDEX (mail_logs_due)");

        private static final Pattern HINTED =
                Pattern.compile("WITH \\(([A-Z]+(?: \\(\\w+\\))?(?:, [A-Z]+(?: \\(\\w+\\))?)*)\\)");

        /** The parser does not know conditions of indexes. */
        private static final Pattern FILTERED =
                Pattern.compile("(?s)(.*CREATE UNIQUE INDEX [^()]+ \\([^()]+\\)) WHERE ([^()]+)");

        private final DdlDatabase ddl;
        private final StandardDialect dialect;
        private final DbType grammar;
        private final Pattern refused;

        Unmet(DdlDatabase ddl, StandardDialect dialect, DbType grammar, String refused) {
            this.ddl = ddl;
            this.dialect = dialect;
            this.grammar = grammar;
            this.refused = Pattern.compile(refused, Pattern.DOTALL);
        }

        /** Fails for what is not one statement to the database. */
        void check(String sql) {
            Matcher filtered = FILTERED.matcher(sql);
            if (this == SQLSERVER && filtered.matches()) {
                check(filtered.group(1));
                check("SELECT 1 FROM t WHERE " + filtered.group(2));
                return;
            }
            assertThat(SQLUtils.parseStatements(sql, grammar)).as(sql).hasSize(1);
            assertThat(refused.matcher(sql).find()).as(sql).isFalse();
            HINTED.matcher(sql)
                    .results()
                    .forEach(hints ->
                            assertThat(HINTS).as(sql).contains(hints.group(1).split(", ")));
        }
    }

    @Test
    void each_database_that_no_test_runs_on_is_here() {
        assertThat(EachDialect.unmet().map(StandardDialect::database))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Unmet.values())
                        .map(unmet -> unmet.dialect.database())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void each_statement_is_one_to_a_parser_of_its_database(Unmet database) {
        Statements statements = database.dialect.statements();
        assertThat(statements.names()).hasSizeGreaterThan(60);
        assertThat(database.dialect.isTested()).isFalse();

        for (String name : statements.names()) {
            database.check(text(statements.get(name)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_statement_of_the_ddl_is_one_to_a_parser_of_its_database(Unmet database) {
        Ddl all = new Ddl(database.ddl, TABLE);
        List<String> ddl = new ArrayList<>(DdlStatements.in(all.whole()));
        for (Ddl.Phase phase : Ddl.Phase.values()) {
            ddl.addAll(DdlStatements.in(all.upgrade(database.ddl.first(), phase)));
        }
        assertThat(ddl).hasSizeGreaterThan(6);

        for (String statement : ddl) {
            database.check(statement);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ORACLE    | SELECT id FROM t WITH (UPDLOCK, READPAST) WHERE id = ?
            ORACLE    | SELECT id FROM t WHERE id = ? FOR UPDATE SKIP LOCKD
            ORACLE    | SELECT id FROM t FETCH FIRST ? ROWS ONLY FOR UPDATE
            ORACLE    | SELECT id FROM t LIMIT ?
            ORACLE    | SELECT t_seq.NEXTVAL FROM DUAL CONNECT LEVEL <= ?
            ORACLE    | CREATE UNIQUE INDEX k ON t (CASE WHEN a IS NOT NULL THEN b, a)
            SQLSERVER | SELECT id FROM t WHERE id = ? FOR UPDATE SKIP LOCKED
            SQLSERVER | SELECT id FROM t WITH (UPDLOCK, ROWLOCK READPAST WHERE id = ?
            SQLSERVER | SELECT id FROM t WITH (UPDLOCK, ROWLOK) WHERE id = ?
            SQLSERVER | SELECT id FROM t LIMIT ?
            SQLSERVER | SELECT TOP (?) NEXT VALUE FOR t_seq FROM t
            SQLSERVER | UPDATE t WITH (ROWLOCK, INDEX (mail_logs_pk)) SET id = ?
            SQLSERVER | CREATE UNIQUE INDEX k ON t (a, b) WHERE b IS NOT
            MYSQL     | SELECT id FROM t WITH (UPDLOCK, READPAST) WHERE id = ?
            MYSQL     | SELECT id FROM t WHERE id = ? FETCH FIRST ? ROWS ONLY
            """)
    void what_a_database_does_not_have_is_refused(Unmet database, String sql) {
        assertThatThrownBy(() -> database.check(sql)).isInstanceOfAny(ParserException.class, AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE", "SQLSERVER"})
    void a_list_of_claims_of_any_length_stays_within_what_a_statement_may_carry(Unmet database) throws SQLException {
        List<String> prepared = new ArrayList<>();
        List<Long> tokens = LongStream.rangeClosed(1, 4_000).boxed().toList();

        database.dialect
                .store()
                .leases()
                .renew(recording(prepared), TABLE, "node", new HeldLeases(tokens, Set.of()), Duration.ofMinutes(1));

        assertThat(prepared).anyMatch(sql -> sql.contains("token IN"));
        assertThat(prepared)
                .allMatch(sql -> sql.chars().filter(sign -> sign == '?').count() <= Chunks.ROWS + 1);
    }

    private static String text(NamedSql sql) {
        try {
            return sql.on(TABLE);
        } catch (IllegalStateException e) {
            return sql.on(TABLE, 2);
        }
    }

    /** A connection that finds nothing, and knows the time. */
    private static Connection recording(List<String> prepared) {
        ResultSet rows = proxy(ResultSet.class, (method, arguments) -> switch (method) {
            case "next" -> false;
            case "getObject" -> LocalDateTime.of(2031, 7, 1, 10, 0);
            default -> null;
        });
        PreparedStatement statement =
                proxy(PreparedStatement.class, (method, arguments) -> method.equals("executeQuery") ? rows : null);
        return proxy(Connection.class, (method, arguments) -> {
            if (method.equals("prepareStatement")) {
                prepared.add((String) arguments[0]);
                return statement;
            }
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.apply(method.getName(), arguments)));
    }
}
