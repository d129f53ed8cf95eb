#!/usr/bin/env bash
# A PostgreSQL data source for GlassFish, jdbc/PostgreSQL. The domain runs; where and who comes from this script's
# environment, and nothing of it has a default. Asks for everything first, so that it can be run again: what is set is then set
# anew. The driver has to be there: `asadmin add-library postgresql.jar`.
#
#   PG_URL=jdbc:postgresql://db:5432/shop PG_USER=shop PG_PASSWORD=… glassfish-config/postgresql.sh …/bin/asadmin [--port 4848]
set -euo pipefail

asadmin=("${@:?the path of asadmin, and its options if it needs any}")
: "${PG_URL:?has to be the address of the database}" "${PG_USER:?has to be a user of the database}" "${PG_PASSWORD:?has to be the password of PG_USER}"
pool=resources.jdbc-connection-pool.PostgreSQL
alias=claim-dispatch-postgresql

# asadmin's answers are read in full before they are searched: a pipe that closes early would be an error of asadmin's
has() {
    local names
    names=$("${asadmin[@]}" "$1")
    grep -qx "$2" <<< "$names"
}

# asadmin takes one file of passwords at most, so that ours has to hold those of the one that its options name, too.
own=
other_options=()
for ((i = 0; i < ${#asadmin[@]}; i++)); do
    case ${asadmin[i]} in
        --passwordfile=*) own=${asadmin[i]#*=} ;;
        --passwordfile | -W) own=${asadmin[++i]} ;;
        *) other_options+=("${asadmin[i]}") ;;
    esac
done

# Both are read here and not in the pipe below, where nothing would end the script that fails.
own_passwords=
[ -z "$own" ] || own_passwords=$(cat -- "$own")
# It is read as properties of Java: each character by its number, whatever it is.
password=$(printf %s "$PG_PASSWORD" | iconv -f UTF-8 -t UTF-16BE | od -An -v -tx1 | tr -d ' \n' | sed 's/..../\\u&/g')
passwords() {
    printf '%s\nAS_ADMIN_ALIASPASSWORD=%s\n' "$own_passwords" "$password"
}

# The password is kept under an alias, encrypted, and reaches asadmin by a pipe: a command line can be seen by all users of the
# machine, and a file stays when a script is killed.
if has list-password-aliases "$alias"; then
    "${other_options[@]}" --passwordfile <(passwords) update-password-alias "$alias"
else
    "${other_options[@]}" --passwordfile <(passwords) create-password-alias "$alias"
fi
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
    "$pool.property.url=$PG_URL" \
    "$pool.property.user=$PG_USER" \
    "$pool.property.password=\${ALIAS=$alias}"

# not before it is settled how: each change is checked by itself
"${asadmin[@]}" set "$pool.is-connection-validation-required=true"
