package io.claimdispatch.internal.ddl;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.Problem;
import io.claimdispatch.internal.common.problem.SchemaProblems;
import io.claimdispatch.internal.ddl.Ddl.Phase;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main class of the jar: prints DDL. Needs nothing else on the class path, and connects to no database. */
public final class DdlCommand {

    /** The exit code for success. */
    public static final int DONE = 0;

    /** The exit code if the text could not be printed. */
    public static final int UNPRINTED = 1;

    /** The exit code for wrong arguments. */
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

    /** Runs the command and exits the JVM with the code that {@link #run} returns. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @param arguments the command line
     * @param out receives the DDL, and nothing else
     * @param err receives errors, each with its id
     * @return the exit code: 0 for success; 1 if writing to out failed; 2 if the arguments do not match the usage
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            // not to out, which may be piped to a database's client
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

    /** Prints and checks for errors: a print stream hides them, so half of a DDL could pass for the whole. */
    private static int printed(String text, PrintStream out, PrintStream err) {
        out.print(text);
        if (out.checkError()) {
            err.println(SchemaProblems.ddlUnprinted().getMessage());
            return UNPRINTED;
        }
        return DONE;
    }

    private static String ddl(List<String> arguments) {
        if (!arguments.get(0).equals("ddl") || arguments.size() < 2) {
            throw SchemaProblems.ddlArguments("it begins with: ddl <database>");
        }
        DdlDatabase database = DdlDatabase.of(arguments.get(1));
        if (database == null) {
            throw SchemaProblems.ddlArguments("the database is '" + Problem.shown(arguments.get(1))
                    + "'; expected one of " + DdlDatabase.words());
        }
        Map<String, String> options = options(arguments.subList(2, arguments.size()));
        String table = options.get("--table");
        Ddl ddl = new Ddl(database, table == null ? TableName.ACTION_LOGS : new TableName(table));
        String from = options.get("--from");
        String phase = options.get("--phase");
        if (from == null) {
            if (phase != null) {
                throw SchemaProblems.ddlArguments("--phase needs --from <version>: only an upgrade has phases");
            }
            return ddl.whole();
        }
        // never both phases: old nodes still need what the second one removes
        return upgrade(ddl, version(database, from), phase == null ? Phase.BEFORE : phase(phase));
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!List.of("--table", "--from", "--phase").contains(option)) {
                throw SchemaProblems.ddlArguments("'" + Problem.shown(option) + "' is not an option");
            }
            if (!rest.hasNext()) {
                throw SchemaProblems.ddlArguments(option + " has no value");
            }
            if (options.put(option, rest.next()) != null) {
                throw SchemaProblems.ddlArguments(option + " is given twice");
            }
        }
        return options;
    }

    private static int version(DdlDatabase database, String text) {
        if (database.first() == Ddl.VERSION) {
            throw SchemaProblems.ddlArguments("there is no version of a table in " + database.word()
                    + " before the one that this jar knows, " + Ddl.VERSION);
        }
        for (int version = database.first(); version < Ddl.VERSION; version++) {
            if (text.equals("" + version)) {
                return version;
            }
        }
        throw SchemaProblems.ddlArguments("--from is '" + Problem.shown(text) + "'; expected "
                + IntStream.range(database.first(), Ddl.VERSION)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" or "))
                + ", which this jar upgrades to " + Ddl.VERSION);
    }

    private static Phase phase(String word) {
        return Arrays.stream(Phase.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> SchemaProblems.ddlArguments(
                        "--phase is '" + Problem.shown(word) + "'; expected before or after"));
    }

    private static String upgrade(Ddl ddl, int from, Phase phase) {
        String text = ddl.upgrade(from, phase);
        return phase == Phase.AFTER
                ? text
                : text + "\n-- The second phase, once the last node of the old version has stopped, is printed by:\n-- "
                        + ddl.command(from, Phase.AFTER) + "\n";
    }
}
