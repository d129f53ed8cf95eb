#!/usr/bin/env bash
# A PostgreSQL data source for GlassFish, jdbc/PostgreSQL. The domain runs; where and who comes from this script's
# environment. Asks for everything first, so that it can be run again: PG_URL, PG_USER and PG_PASSWORD are then set anew.
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

"${asadmin[@]}" set \
    "$pool.property.url=${PG_URL:-jdbc:postgresql://127.0.0.1:5432/postgres}" \
    "$pool.property.user=${PG_USER:-postgres}" \
    "$pool.property.password=${PG_PASSWORD:-postgres}"
