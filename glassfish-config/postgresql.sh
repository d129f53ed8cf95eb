#!/usr/bin/env bash
# A PostgreSQL data source for GlassFish, jdbc/PostgreSQL. The domain runs; where and who comes from this script's
# environment. Asks for everything first, so that it can be run again: what is set is then set anew. The driver has to be
# there: `asadmin add-library postgresql.jar`.
#
#   PG_URL=jdbc:postgresql://db:5432/shop PG_USER=shop PG_PASSWORD=… glassfish-config/postgresql.sh …/bin/asadmin [--port 4848]
set -euo pipefail

asadmin=("${@:?the path of asadmin, and its options if it needs any}")
pool=resources.jdbc-connection-pool.PostgreSQL

# asadmin's answers are read in full before they are searched: a pipe that closes early would be an error of asadmin's
has() {
    local names
    names=$("${asadmin[@]}" "$1")
    grep -qx "$2" <<< "$names"
}

if ! has list-jdbc-connection-pools PostgreSQL; then
    "${asadmin[@]}" create-jdbc-connection-pool \
        --restype javax.sql.DataSource --datasourceclassname org.postgresql.ds.PGSimpleDataSource \
        PostgreSQL
fi
if ! has list-jdbc-resources jdbc/PostgreSQL; then
    "${asadmin[@]}" create-jdbc-resource --connectionpoolid PostgreSQL jdbc/PostgreSQL
fi

# A connection that dies in the pool is noticed before it is lent; how long a thread waits for a free one, in milliseconds;
# and a network that falls silent, in seconds: these bound the application's own statements, publishing among them. Set
# PG_SOCKET_TIMEOUT above the longest, or to 0 for none.
"${asadmin[@]}" set \
    "$pool.connection-validation-method=custom-validation" \
    "$pool.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation" \
    "$pool.max-wait-time-in-millis=10000" \
    "$pool.property.connectTimeout=10" \
    "$pool.property.socketTimeout=${PG_SOCKET_TIMEOUT:-300}" \
    "$pool.property.tcpKeepAlive=true" \
    "$pool.property.url=${PG_URL:-jdbc:postgresql://127.0.0.1:5432/postgres}" \
    "$pool.property.user=${PG_USER:-postgres}" \
    "$pool.property.password=${PG_PASSWORD:-postgres}"

# not before it is settled how: each change is checked by itself
"${asadmin[@]}" set "$pool.is-connection-validation-required=true"
