import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Payara Micro, with the arguments of its own command line, and a command line beside it, which it has not: each line of the
 * standard input is a command of {@code asadmin}, its words parted by tabs. It is answered by a line: whether it succeeded, and
 * what the server says. The server ends with its input. Compiled by {@code java} itself, against the server's jar.
 */
public final class PayaraMicroShell {

    private PayaraMicroShell() {}

    public static void main(String[] arguments) throws Exception {
        // the server takes it for its log
        PrintStream answers = System.out;
        AtomicReference<AdminCommandRunner> asadmin = new AtomicReference<>();
        // as its own main method does; its JSON-B knows no records if its jars stay in its own one
        PayaraMicro.setUpackedJarDir(new File(arguments[List.of(arguments).indexOf("--rootdir") + 1]));
        PayaraMicro.getInstance().setPostBootHandler(asadmin::set);
        ClassLoader server = Thread.currentThread().getContextClassLoader();
        server.loadClass("fish.payara.micro.impl.PayaraMicroImpl")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
        answer(answers, "ready", "");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split("\t");
            ClusterCommandResult result = asadmin.get().run(words[0], Arrays.copyOfRange(words, 1, words.length));
            StringWriter text = new StringWriter().append(result.getOutput()).append('\n');
            if (result.getFailureCause() != null) {
                result.getFailureCause().printStackTrace(new PrintWriter(text));
            }
            answer(answers, result.getExitStatus().name(), text.toString());
        }
        System.exit(0);
    }

    private static void answer(PrintStream answers, String status, String text) {
        String line = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        answers.println("answer\t" + status + "\t" + line);
        answers.flush();
    }
}
