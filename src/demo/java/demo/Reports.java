package demo;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with the reports. It lives as long as the demo, as its database does, which is in memory; one that the
 * system property {@code demo.reports.dir} names stays.
 */
@ApplicationScoped
public class Reports {

    /** Older ones are deleted when a further one is finished. */
    private static final int KEPT = 20;

    private static final Pattern FINISHED = Pattern.compile("report-\\d{1,19}\\.csv");

    // A finished file never changes, so its lines are counted once.
    private final Map<String, Long> rows = new ConcurrentHashMap<>();
    private Path folder;
    private boolean ours;

    /** One file, as {@code GET /reports} shows it. */
    public record Report(String name, long bytes, long rows, String link) {}

    @PostConstruct
    void open() {
        try {
            String named = System.getProperty("demo.reports.dir");
            ours = named == null;
            folder = ours
                    ? Files.createTempDirectory("claim-dispatch-reports-")
                    : Files.createDirectories(Path.of(named));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a job writes what is not finished. */
    public Path draft(String name) {
        return folder.resolve(name);
    }

    /** Makes a draft the report, all of it at once. A second call for the same draft changes nothing. */
    public void finish(String draft, String file) throws IOException {
        Path from = folder.resolve(draft);
        Path to = folder.resolve(file);
        if (Files.exists(from) || Files.notExists(to)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            rows.remove(file);
            for (String old : names().stream().skip(KEPT).toList()) {
                Files.deleteIfExists(folder.resolve(old));
                rows.remove(old);
            }
        }
    }

    /** A finished report. Other names than a report's are not even looked for. */
    public Optional<Path> find(String name) {
        return FINISHED.matcher(name).matches()
                ? Optional.of(folder.resolve(name)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    /** The finished reports, the newest first. */
    public List<Report> all() throws IOException {
        return names().stream().map(this::describe).flatMap(Optional::stream).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> FINISHED.matcher(name).matches())
                    .sorted(Comparator.comparing(String::length)
                            .thenComparing(Comparator.naturalOrder())
                            .reversed())
                    .toList();
        }
    }

    /** Empty if it has been deleted meanwhile. */
    private Optional<Report> describe(String name) {
        try {
            long size = Files.size(folder.resolve(name));
            return Optional.of(new Report(name, size, rows.computeIfAbsent(name, this::countRows), "/reports/" + name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long countRows(String name) {
        try (Stream<String> lines = Files.lines(folder.resolve(name))) {
            return lines.count() - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
