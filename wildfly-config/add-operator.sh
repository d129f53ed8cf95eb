#!/bin/sh
# Adds an operator to the users of security.cli, or gives one another password:
#   JBOSS_HOME=… add-operator.sh NAME ROLE [options of jboss-cli.sh]
# ROLE is claim-dispatch-viewer, claim-dispatch-operator or claim-dispatch-admin.
# Asks for the password, which is kept as a salted bcrypt hash, and stands on no command line and in no file.
set -eu
name=$1 role=$2
shift 2
case $role in claim-dispatch-admin | claim-dispatch-operator | claim-dispatch-viewer) ;; *) echo "no such role: $role" >&2; exit 2 ;; esac
case $name in '' | *[!A-Za-z0-9._@-]*) echo "letters, digits and ._@- for a name" >&2; exit 2 ;; esac
terminal=
if [ -t 0 ]; then
  terminal=$(stty -g)
  # some shells skip the trap of EXIT where a signal ends them
  trap 'stty "$terminal"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  stty -echo
  printf 'Password for %s: ' "$name"
fi
# a last line without its end is read, too
IFS= read -r password || [ -n "$password" ] || { echo "no password was given" >&2; exit 2; }
if [ -n "$terminal" ]; then
  trap - EXIT HUP INT TERM
  stty "$terminal"
  echo
fi
case $password in *[!A-Za-z0-9\ ._@:,\;/+*=!?%\&\(\)#~^-]*) echo "no such character, for jboss-cli.sh's sake" >&2; exit 2 ;; esac
if [ ${#password} -lt 8 ]; then
  echo "eight characters at least" >&2
  exit 2
fi
salt=$(od -An -N16 -tx1 /dev/urandom | sed 's/^ */0x/; s/ /,0x/g')
realm=/subsystem=elytron/filesystem-realm=claim-dispatch
# by a pipe of its own: a file would stay if this was killed, and jboss-cli.sh may want to ask something at the terminal
commands() {
  # printf is a part of the shell; a here-document may be a file
  printf '%s\n' \
    "if (outcome != success) of $realm:read-identity(identity=\"$name\")" \
    "  $realm:add-identity(identity=\"$name\")" \
    "end-if" \
    "$realm:set-password(identity=\"$name\", bcrypt={password=\"$password\", iteration-count=12, salt=bytes{$salt}})" \
    "$realm:remove-identity-attribute(identity=\"$name\", name=roles)" \
    "$realm:add-identity-attribute(identity=\"$name\", name=roles, value=[$role])"
}
exec 4<&0
commands | "$JBOSS_HOME/bin/jboss-cli.sh" --connect "$@" --file=/dev/fd/3 3<&0 <&4
