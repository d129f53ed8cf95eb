package io.claimdispatch.internal.ddl;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl.Phase;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main class of the jar: prints DDL. Needs nothing else on the class path, and reaches no database. */
public final class DdlCommand {

    /** What a shell takes for success. */
    public static final int DONE = 0;

    /** What was to be printed could not be. */
    public static final int UNPRINTED = 1;

    /** What the arguments were wrong for. */
    public static final int REFUSED = 2;

    private static final String USAGE = """
            Prints the DDL of a table of claim-dispatch; apply it with the database's own client.

              java -jar %s ddl <database> [--table <name>] [--from <version> [--phase before|after]]

              <database>  %s
              --table     the table's name, with its schema if it has one; action_logs if not given
              --from      upgrades a table of this version, instead of making a new one. A table without a row in
                          <name>_schema is of version %d; this jar knows version %d
              --phase     before: while nodes of the old version run; after: once the last of them has stopped.
                          before, if not given
            """.replaceFirst("%s", OwnJar.name())
            .replace("%s", DdlDatabase.words())
            .replaceFirst("%d", "" + Ddl.FIRST)
            .replace("%d", "" + Ddl.VERSION);

    private DdlCommand() {}

    /** Prints, and ends the JVM with the code that {@link #run} returns. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * Prints.
     *
     * @param arguments of the command line
     * @param out for the DDL, and nothing but that
     * @param err for errors, each with its id
     * @return the exit code: 0; 1 if out takes no more; 2 if the arguments are not those of the usage
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            // not what a pipe to a database's client should carry
            err.print(USAGE);
            return REFUSED;
        }
        if (List.of("help", "--help", "-h").contains(arguments.get(0))) {
            return printed(USAGE, out, err);
        }
        try {
            return printed(ddl(arguments), out, err);
        } catch (ClaimDispatchException e) {
            err.println(e.getMessage());
            return REFUSED;
        }
    }

    /** A print stream keeps its errors to itself, so that half of a DDL could pass for the whole. */
    private static int printed(String text, PrintStream out, PrintStream err) {
        out.print(text);
        if (out.checkError()) {
            err.println(Problems.ddlUnprinted().getMessage());
            return UNPRINTED;
        }
        return DONE;
    }

    private static String ddl(List<String> arguments) {
        if (!arguments.get(0).equals("ddl") || arguments.size() < 2) {
            throw Problems.ddlArguments("it begins with: ddl <database>");
        }
        DdlDatabase database = DdlDatabase.of(arguments.get(1));
        if (database == null) {
            throw Problems.ddlArguments("the database is '" + Problems.shown(arguments.get(1)) + "'; expected one of "
                    + DdlDatabase.words());
        }
        Map<String, String> options = options(arguments.subList(2, arguments.size()));
        String table = options.get("--table");
        Ddl ddl = new Ddl(database, table == null ? TableName.ACTION_LOGS : new TableName(table));
        String from = options.get("--from");
        String phase = options.get("--phase");
        if (from == null) {
            if (phase != null) {
                throw Problems.ddlArguments("--phase needs --from <version>: only an upgrade has phases");
            }
            return ddl.whole();
        }
        // never both: what the second phase takes away, old nodes still need
        return upgrade(ddl, version(database, from), phase == null ? Phase.BEFORE : phase(phase));
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!List.of("--table", "--from", "--phase").contains(option)) {
                throw Problems.ddlArguments("'" + Problems.shown(option) + "' is no option of it");
            }
            if (!rest.hasNext()) {
                throw Problems.ddlArguments(option + " has no value");
            }
            if (options.put(option, rest.next()) != null) {
                throw Problems.ddlArguments(option + " is given twice");
            }
        }
        return options;
    }

    private static int version(DdlDatabase database, String text) {
        if (database.first() == Ddl.VERSION) {
            throw Problems.ddlArguments("there is no version of a table in " + database.word()
                    + " before the one that this jar knows, " + Ddl.VERSION);
        }
        for (int version = database.first(); version < Ddl.VERSION; version++) {
            if (text.equals("" + version)) {
                return version;
            }
        }
        throw Problems.ddlArguments("--from is '" + Problems.shown(text) + "'; expected "
                + IntStream.range(database.first(), Ddl.VERSION)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" or "))
                + ", which this jar upgrades to " + Ddl.VERSION);
    }

    private static Phase phase(String word) {
        return Arrays.stream(Phase.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Problems.ddlArguments("--phase is '" + Problems.shown(word) + "'; expected before or after"));
    }

    private static String upgrade(Ddl ddl, int from, Phase phase) {
        String text = ddl.upgrade(from, phase);
        return phase == Phase.AFTER
                ? text
                : text + "\n-- The second phase, once the last node of the old version has stopped, is printed by:\n-- "
                        + ddl.command(from, Phase.AFTER) + "\n";
    }
}
