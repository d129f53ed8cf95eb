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
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Databases that no test has met: a parser of theirs understands what they are sent. That is less than a database would say:
 * whether a statement means what it should, nobody has seen.
 */
class UnmetDatabasesTest {

    private static final TableName TABLE = new TableName("jobs.mail_logs");

    private static DbType parser(DdlDatabase database) {
        return switch (database) {
            case ORACLE -> DbType.oracle;
            case SQLSERVER -> DbType.sqlserver;
            default -> DbType.mysql;
        };
    }

    private static Statements statements(DdlDatabase database) {
        return switch (database) {
            case ORACLE -> new OracleDialect().statements();
            case SQLSERVER -> new SqlServerDialect().statements();
            default -> new MySqlDialect().statements();
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE", "SQLSERVER", "MYSQL"})
    void each_statement_is_one_to_a_parser_of_its_database(DdlDatabase database) {
        Statements statements = statements(database);
        assertThat(statements.names()).hasSizeGreaterThan(60);

        for (String name : statements.names()) {
            assertThat(parsed(database, text(statements.get(name)))).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE", "SQLSERVER", "MYSQL"})
    void so_is_each_of_the_ddl(DdlDatabase database) {
        List<String> ddl = DdlStatements.in(new Ddl(database, TABLE).whole());
        assertThat(ddl).hasSizeGreaterThan(4);

        for (String statement : ddl) {
            assertThat(parsed(database, statement)).as(statement).hasSize(1);
        }
    }

    @Test
    void what_a_database_does_not_have_is_refused_by_its_parser() {
        assertThatThrownBy(() -> parsed(DdlDatabase.ORACLE, "SELECT id FROM t WITH (UPDLOCK, READPAST) WHERE id = ?"))
                .isInstanceOf(ParserException.class);
        assertThatThrownBy(() -> parsed(DdlDatabase.SQLSERVER, "SELECT id FROM t WHERE id = ? FOR UPDATE SKIP LOCKED"))
                .isInstanceOf(ParserException.class);
    }

    private static String text(NamedSql sql) {
        try {
            return sql.on(TABLE);
        } catch (IllegalStateException e) {
            return sql.on(TABLE, 2);
        }
    }

    private static List<SQLStatement> parsed(DdlDatabase database, String sql) {
        return SQLUtils.parseStatements(sql, parser(database));
    }
}
