package io.claimdispatch.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
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
 */
public final class ServerTable {

    private static final Path README = Path.of("README.md");
    private static final Path REPORTS = Path.of("target", "server-reports");
    private static final String BEGIN = "<!-- servers: made by ServerTable -->";
    private static final String END = "<!-- /servers -->";
    private static final String SUITE = "io.claimdispatch.container.";

    private ServerTable() {}

    /** Writes the table, or compares it with the runs. */
    public static void main(String[] arguments) throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN);
        int to = readme.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalStateException("README.md has no place for the table: " + BEGIN + " … " + END);
        }
        List<String> now = readme.substring(from + BEGIN.length(), to)
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();
        List<Run> runs = runs();
        if (runs.isEmpty()) {
            throw new IllegalStateException("no server has been run: there are no reports in " + REPORTS);
        }
        List<String> table = renewed(now, runs);
        table.forEach(System.out::println);
        if (List.of(arguments).contains("--check")) {
            check(now, table, runs);
        } else {
            Files.writeString(
                    README,
                    readme.substring(0, from + BEGIN.length()) + "\n" + String.join("\n", table) + "\n"
                            + readme.substring(to));
        }
    }

    private static void check(List<String> now, List<String> table, List<Run> runs) {
        for (Run run : runs) {
            if (run.passed() != run.all()) {
                throw new IllegalStateException(
                        run.server() + ": " + run.passed() + " tests of " + run.all() + " have passed");
            }
        }
        if (!table.equals(now)) {
            throw new IllegalStateException("README.md's table of servers says something else:\n"
                    + String.join("\n", now) + "\nwrite it anew with ServerTable, after a run of every server");
        }
        long lengths = table.stream()
                .skip(2)
                .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
                .distinct()
                .count();
        if (lengths != 1) {
            throw new IllegalStateException("not every server has run the same number of tests");
        }
    }

    /** The lines of servers that were run are new; those of others stay as they are. */
    private static List<String> renewed(List<String> now, List<Run> runs) {
        List<String> areas = runs.stream()
                .flatMap(run -> run.areas().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Map<String, String> lines = new TreeMap<>();
        now.stream().skip(2).forEach(line -> lines.put(key(line), line));
        runs.forEach(run -> lines.put(key(run.line(areas)), run.line(areas)));
        List<String> table = new ArrayList<>();
        table.add("| server | Java | "
                + String.join(" | ", areas.stream().map(ServerTable::words).toList()) + " | all |");
        table.add("|---|---|" + "---|".repeat(areas.size() + 1));
        table.addAll(lines.values());
        return table;
    }

    private static String key(String line) {
        String[] cells = line.split("\\|", -1);
        return cells[1] + cells[2];
    }

    /** {@code HostApplicationIT}: host application. */
    private static String words(String area) {
        return area.replaceAll("IT$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace("postgre sql", "PostgreSQL");
    }

    private static List<Run> runs() throws IOException {
        if (!Files.isDirectory(REPORTS)) {
            return List.of();
        }
        try (Stream<Path> servers = Files.list(REPORTS)) {
            return servers.filter(Files::isDirectory)
                    .sorted()
                    .map(ServerTable::run)
                    .filter(run -> run.all() > 0)
                    .toList();
        }
    }

    private static Run run(Path reports) {
        try (Stream<Path> files = Files.list(reports)) {
            List<Element> suites = files.filter(
                            file -> file.getFileName().toString().startsWith("TEST-" + SUITE))
                    .sorted()
                    .map(ServerTable::suite)
                    .toList();
            Map<String, Area> areas = suites.stream()
                    .collect(Collectors.toMap(
                            suite -> suite.getAttribute("name").substring(SUITE.length()),
                            Area::of,
                            Area::plus,
                            TreeMap::new));
            return new Run(
                    suites.isEmpty() ? "" : property(suites.get(0), "server.title"),
                    suites.isEmpty() ? "" : java(suites.get(0)),
                    areas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element suite(Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return document.getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** The server's Java, which need not be the one of the build. */
    private static String java(Element suite) throws IOException {
        Properties release = new Properties();
        try (var file = Files.newInputStream(Path.of(property(suite, "server.java.home"), "release"))) {
            release.load(file);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "").replaceAll("\\..*$", "");
    }

    private static String property(Element suite, String name) {
        NodeList properties = suite.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            if (properties.item(i) instanceof Element property
                    && property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        throw new IllegalStateException("the reports do not say " + name);
    }

    /** One run of the suite. */
    private record Run(String server, String java, Map<String, Area> areas) {

        String line(List<String> columns) {
            String cells = columns.stream()
                    .map(column -> areas.getOrDefault(column, Area.NONE).cell())
                    .collect(Collectors.joining(" | "));
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

        static final Area NONE = new Area(0, 0);

        static Area of(Element suite) {
            int all = number(suite, "tests");
            return new Area(all, all - number(suite, "failures") - number(suite, "errors") - number(suite, "skipped"));
        }

        private static int number(Element suite, String name) {
            return Integer.parseInt(suite.getAttribute(name));
        }

        Area plus(Area other) {
            return new Area(all + other.all, passed + other.passed);
        }

        String cell() {
            return all == 0 ? "–" : passed == all ? Integer.toString(all) : passed + " of " + all;
        }
    }
}
