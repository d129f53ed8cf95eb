package io.claimdispatch.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * README's table of servers: a line for each run of the suite inside of a server, made from the reports of that run. Needs
 * nothing but the JDK, so that it can be started from its source:
 *
 * <pre>{@code
 * java src/test/java/io/claimdispatch/servers/ServerTable.java            # writes the lines of what has been run
 * java src/test/java/io/claimdispatch/servers/ServerTable.java --check    # fails if README says something else
 * }</pre>
 *
 * What counts is what runs on each server, which are the classes of the suite's own package. A run that lacks one of them was a
 * part of the suite, and is left out. The line of a server that was not run stays as it is.
 */
public final class ServerTable {

    private static final String BEGIN = "<!-- servers: made by ServerTable -->";
    private static final String END = "<!-- /servers -->";
    private static final String SUITE = "io.claimdispatch.container.";

    private final Path readme;
    private final Path reports;
    private final Path sources;

    /** The table of a checkout that has been built. */
    ServerTable(Path checkout) {
        this.readme = checkout.resolve("README.md");
        this.reports = checkout.resolve(Path.of("target", "server-reports"));
        this.sources = checkout.resolve(Path.of("src", "test", "java", "io", "claimdispatch", "container"));
    }

    /** Writes the table, or compares it with the runs. */
    public static void main(String[] arguments) throws IOException {
        ServerTable table = new ServerTable(Path.of(""));
        List<String> lines = List.of(arguments).contains("--check") ? table.check() : table.write();
        lines.forEach(System.out::println);
    }

    /** Writes the lines of what has been run, and returns the table. */
    List<String> write() throws IOException {
        String text = Files.readString(readme);
        List<String> table = renewed(now(text), runs());
        Files.writeString(
                readme,
                text.substring(0, begin(text)) + "\n" + String.join("\n", table) + "\n" + text.substring(end(text)));
        return table;
    }

    /** Returns the table if it says what has been run, and if all has passed. */
    List<String> check() throws IOException {
        List<String> now = now(Files.readString(readme));
        List<Run> runs = runs();
        for (Run run : runs) {
            if (run.passed() != run.all()) {
                throw new IllegalStateException(
                        run.server() + ": " + run.passed() + " tests of " + run.all() + " have passed");
            }
        }
        List<String> table = renewed(now, runs);
        if (!table.equals(now)) {
            throw new IllegalStateException("README.md's table of servers says something else than the runs, which is\n"
                    + String.join("\n", table) + "\nWrite it anew with ServerTable, after a run on every server.");
        }
        if (table.stream().skip(2).map(ServerTable::total).distinct().count() != 1) {
            throw new IllegalStateException(
                    "not every server has run the same number of tests:\n" + String.join("\n", table));
        }
        return table;
    }

    private static int begin(String text) {
        int begin = text.indexOf(BEGIN);
        if (begin < 0 || text.indexOf(END) < begin) {
            throw new IllegalStateException("README.md has no place for the table: " + BEGIN + " … " + END);
        }
        return begin + BEGIN.length();
    }

    private static int end(String text) {
        return text.indexOf(END);
    }

    /** The table that README has. */
    private static List<String> now(String text) {
        return text.substring(begin(text), end(text))
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    /** The lines of servers that were run are new; those of others stay as long as they have the same columns. */
    private static List<String> renewed(List<String> now, List<Run> runs) {
        List<String> areas = List.copyOf(runs.get(0).areas().keySet());
        String head = "| server | Java | "
                + String.join(" | ", areas.stream().map(ServerTable::words).toList()) + " | all |";
        Map<String, String> lines = new TreeMap<>();
        if (!now.isEmpty() && now.get(0).equals(head)) {
            now.stream().skip(2).forEach(line -> lines.put(key(line), line));
        }
        runs.forEach(run -> lines.put(key(run.line()), run.line()));
        List<String> table = new ArrayList<>();
        table.add(head);
        table.add("|---|---|" + "---|".repeat(areas.size() + 1));
        table.addAll(lines.values());
        return table;
    }

    /** A server and its Java, whatever the server's version: a newer one takes the place of the older. */
    private static String key(String line) {
        String[] cells = line.split("\\|", -1);
        return cells[1].replaceAll(" [0-9][^ ,]*", "") + cells[2];
    }

    private static String total(String line) {
        return line.substring(line.lastIndexOf('|', line.length() - 2));
    }

    /** {@code HostApplicationIT}: host application. */
    private static String words(String area) {
        return area.replaceAll("IT$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace("postgre sql", "PostgreSQL");
    }

    /** Those that are whole, at least one. */
    private List<Run> runs() throws IOException {
        Set<String> suite = suite();
        List<Run> whole = new ArrayList<>();
        for (Path folder : Files.isDirectory(reports) ? list(reports) : List.<Path>of()) {
            Map<String, Element> classes = new TreeMap<>();
            for (String name : suite) {
                Path report = folder.resolve("TEST-" + SUITE + name + ".xml");
                if (Files.exists(report)) {
                    classes.put(name, read(report));
                }
            }
            if (classes.keySet().equals(suite)) {
                whole.add(Run.of(classes));
            } else if (!classes.isEmpty()) {
                System.err.println(folder.getFileName() + " is left out: it has run " + classes.size() + " of the "
                        + suite.size() + " classes of the suite");
            }
        }
        if (whole.isEmpty()) {
            throw new IllegalStateException("no server has run the whole suite: there are no reports in " + reports);
        }
        return whole;
    }

    /** The names of its classes. */
    private Set<String> suite() throws IOException {
        return list(sources).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith("IT.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Element read(Path report) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(report + " cannot be read", e);
        }
    }

    /** One run of the suite. */
    private record Run(String server, String java, Map<String, Area> areas) {

        static Run of(Map<String, Element> classes) throws IOException {
            Map<String, Area> areas = new TreeMap<>();
            classes.forEach((name, report) -> areas.put(name, Area.of(report)));
            Element any = classes.values().iterator().next();
            return new Run(property(any, "server.title"), javaOf(any), areas);
        }

        /** The server's Java, which need not be the one of the build. */
        private static String javaOf(Element report) throws IOException {
            Properties release = new Properties();
            try (var file = Files.newInputStream(Path.of(property(report, "server.java.home"), "release"))) {
                release.load(file);
            }
            return release.getProperty("JAVA_VERSION").replace("\"", "").replaceAll("\\..*$", "");
        }

        private static String property(Element report, String name) {
            NodeList properties = report.getElementsByTagName("property");
            for (int i = 0; i < properties.getLength(); i++) {
                if (properties.item(i) instanceof Element property
                        && property.getAttribute("name").equals(name)) {
                    return property.getAttribute("value");
                }
            }
            throw new IllegalStateException("the reports do not say " + name);
        }

        String line() {
            String cells = areas.values().stream().map(Area::cell).collect(Collectors.joining(" | "));
            return "| " + server + " | " + java + " | " + cells + " | " + new Area(all(), passed()).cell() + " |";
        }

        int all() {
            return areas.values().stream().mapToInt(Area::all).sum();
        }

        int passed() {
            return areas.values().stream().mapToInt(Area::passed).sum();
        }
    }

    /** The tests of one class. */
    private record Area(int all, int passed) {

        static Area of(Element report) {
            int all = number(report, "tests");
            return new Area(
                    all, all - number(report, "failures") - number(report, "errors") - number(report, "skipped"));
        }

        private static int number(Element report, String name) {
            return Integer.parseInt(report.getAttribute(name));
        }

        String cell() {
            return passed == all ? Integer.toString(all) : passed + " of " + all;
        }
    }
}
