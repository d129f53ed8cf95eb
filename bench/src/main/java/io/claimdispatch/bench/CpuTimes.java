package io.claimdispatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How much CPU processes have taken, from Linux's {@code /proc}. Elsewhere every time is 0. */
final class CpuTimes {

    private static final Path PROC = Path.of("/proc");

    /** Of the kernel's clock ticks, which are a hundredth of a second on all common builds. */
    private static final long NANOS_PER_TICK = 10_000_000;

    // of the fields of /proc/<pid>/stat behind the name
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    // of the words of the first line of /proc/stat
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STEAL = 8;

    private CpuTimes() {}

    /** Of a process and its children, those that have ended included: the server of a database. */
    static long ofTree(long pid) throws IOException {
        if (!Files.isDirectory(PROC)) {
            return 0;
        }
        long ticks = 0;
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                String[] fields = stat(process);
                boolean isRoot = process.getFileName().toString().equals(Long.toString(pid));
                if (fields.length <= SYSTEM_OF_ENDED_CHILDREN) {
                    continue;
                }
                if (isRoot) {
                    ticks += sum(fields, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN);
                } else if (fields[PARENT].equals(Long.toString(pid))) {
                    ticks += sum(fields, USER, SYSTEM);
                }
            }
        }
        return ticks * NANOS_PER_TICK;
    }

    /** Of everything on this machine. */
    static long ofMachine() throws IOException {
        return ofCpuLine(false);
    }

    /** What the hypervisor gave to others while this machine wanted it. */
    static long stolen() throws IOException {
        return ofCpuLine(true);
    }

    private static long ofCpuLine(boolean steal) throws IOException {
        Path file = PROC.resolve("stat");
        if (!Files.exists(file)) {
            return 0;
        }
        String[] words = Files.readAllLines(file).get(0).split(" +");
        if (steal) {
            return Long.parseLong(words[STEAL]) * NANOS_PER_TICK;
        }
        long ticks = 0;
        for (int word = 1; word < STEAL; word++) {
            if (word != IDLE && word != WAITING) {
                ticks += Long.parseLong(words[word]);
            }
        }
        return ticks * NANOS_PER_TICK;
    }

    /** The fields behind the name, which may have spaces; none if the process has just ended. */
    private static String[] stat(Path process) {
        try {
            List<String> lines = Files.readAllLines(process.resolve("stat"));
            String line = lines.isEmpty() ? "" : lines.get(0);
            return line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    private static long sum(String[] fields, int... indexes) {
        long sum = 0;
        for (int index : indexes) {
            sum += Long.parseLong(fields[index]);
        }
        return sum;
    }
}
