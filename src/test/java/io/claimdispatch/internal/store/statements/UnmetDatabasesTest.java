package io.claimdispatch.internal.store.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import com.alibaba.druid.sql.ast.SQLStatement;
import com.alibaba.druid.sql.parser.ParserException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.HeldLeases;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Databases that no test has met: a parser of theirs understands what they are sent. That is less than a database would say:
 * whether a statement means what it should, nobody has seen.
 */
class UnmetDatabasesTest {

    private static final TableName TABLE = new TableName("jobs.mail_logs");

    /** The databases, with the grammar of each. */
    enum Unmet {
        MYSQL(DdlDatabase.MYSQL, new MySqlDialect(), DbType.mysql),
        ORACLE(DdlDatabase.ORACLE, new OracleDialect(), DbType.oracle),
        SQLSERVER(DdlDatabase.SQLSERVER, new SqlServerDialect(), DbType.sqlserver);

        private final DdlDatabase ddl;
        private final StandardDialect dialect;
        private final DbType grammar;

        Unmet(DdlDatabase ddl, StandardDialect dialect, DbType grammar) {
            this.ddl = ddl;
            this.dialect = dialect;
            this.grammar = grammar;
        }

        /** A statement that is parsed, and not only its beginning. */
        List<SQLStatement> parsed(String sql) {
            return SQLUtils.parseStatements(sql, grammar);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_statement_is_one_to_a_parser_of_its_database(Unmet database) {
        Statements statements = database.dialect.statements();
        assertThat(statements.names()).hasSizeGreaterThan(60);
        assertThat(database.dialect.isTested()).isFalse();

        for (String name : statements.names()) {
            assertThat(database.parsed(text(statements.get(name)))).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void so_is_each_of_the_ddl(Unmet database) {
        List<String> ddl = DdlStatements.in(new Ddl(database.ddl, TABLE).whole());
        assertThat(ddl).hasSizeGreaterThan(4);

        for (String statement : ddl) {
            assertThat(database.parsed(statement)).as(statement).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ORACLE    | SELECT id FROM t WITH (UPDLOCK, READPAST) WHERE id = ?
            ORACLE    | SELECT id FROM t WHERE id = ? FOR UPDATE SKIP LOCKD
            ORACLE    | SELECT t_seq.NEXTVAL FROM DUAL CONNECT LEVEL <= ?
            SQLSERVER | SELECT id FROM t WHERE id = ? FOR UPDATE SKIP LOCKED
            SQLSERVER | SELECT id FROM t WITH (UPDLOCK, ROWLOCK READPAST WHERE id = ?
            SQLSERVER | SELECT id FROM t ORDER BY id OFFSET 0 ROWS FETCH NEXT ? ROW ONLY LIMIT 1
            MYSQL     | SELECT id FROM t WITH (UPDLOCK, READPAST) WHERE id = ?
            MYSQL     | SELECT id FROM t WHERE id = ? FETCH FIRST ? ROWS ONLY
            """)
    void what_a_database_does_not_have_is_refused_by_its_parser(Unmet database, String sql) {
        assertThatThrownBy(() -> database.parsed(sql)).isInstanceOf(ParserException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_of_claims_of_any_length_stays_within_what_a_statement_may_carry(Unmet database) throws SQLException {
        List<String> prepared = new ArrayList<>();
        List<Long> tokens = LongStream.rangeClosed(1, 4_000).boxed().toList();

        database.dialect
                .store()
                .renew(recording(prepared), TABLE, "node", new HeldLeases(tokens, Set.of()), Duration.ofMinutes(1));

        assertThat(prepared).anyMatch(sql -> sql.contains("claim_token IN"));
        assertThat(prepared).allMatch(sql -> sql.chars().filter(sign -> sign == '?').count() <= Chunks.ROWS + 1);
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
        PreparedStatement statement = proxy(
                PreparedStatement.class, (method, arguments) -> method.equals("executeQuery") ? rows : null);
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
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) ->
                        answer.apply(method.getName(), arguments)));
    }
}
