package io.claimdispatch.internal.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import io.claimdispatch.internal.store.sql.NamedSql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DialectsTest {

    @Test
    void a_dialect_is_found_by_the_name_of_the_product() {
        assertThat(Dialects.of("PostgreSQL", "18.6", "a driver")).isInstanceOf(PostgreSqlDialect.class);
        assertThat(Dialects.of("MariaDB", "11.4.5-MariaDB", "a driver")).isInstanceOf(MariaDbDialect.class);
        assertThat(Dialects.of("MySQL", "8.4.0", "a driver")).isInstanceOf(MySqlDialect.class);
        assertThat(Dialects.of(
                        "Oracle", "Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production", "a driver"))
                .isInstanceOf(OracleDialect.class);
        assertThat(Dialects.of("Microsoft SQL Server", "16.00.4131", "a driver"))
                .isInstanceOf(SqlServerDialect.class);
        assertThat(Dialects.of("H2", "2.2.224 (2023-09-17)", "a driver")).isInstanceOf(H2Dialect.class);
        assertThat(Dialects.of("Apache Derby", "10.16.1.1", "a driver")).isInstanceOf(DerbyDialect.class);
    }

    @Test
    void a_mariadb_that_is_called_mysql_is_known_by_its_version() {
        assertThat(Dialects.of("MySQL", "5.5.5-10.11.6-MariaDB", "a driver")).isInstanceOf(MariaDbDialect.class);
    }

    @Test
    void an_unknown_database_is_an_error_that_names_it() {
        assertThatThrownBy(() -> Dialects.of("HSQL Database Engine", "2.7.1", "a driver"))
                .hasMessageContaining("CLAIM0023")
                .hasMessageContaining("HSQL Database Engine 2.7.1");
    }

    @Test
    void mysqls_driver_lets_no_insert_return_rows() {
        assertThat(single("MySQL", "MySQL Connector/J")).isNull();
        assertThat(single("MariaDB", "MariaDB Connector/J")).isNotNull();
    }

    private static @Nullable NamedSql single(String product, String driver) {
        return Dialects.of(product, "11.4.5-MariaDB", driver).store().inserts().single();
    }
}
