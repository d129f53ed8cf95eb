package io.claimdispatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The JVM of one contender. It is told by lines what to do, and answers each with a line: {@code ok}, after {@code run} with
 * nanoseconds: those that it took, those of CPU of this JVM, and the median and the 99th percentile of its latencies; or
 * {@code failed} and why.
 */
final class ContenderProcess {

    private static final double MEDIAN = 0.5;
    private static final double WORST = 0.99;

    private final Contender contender;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ContenderProcess(Contender contender) {
        this.contender = contender;
    }

    /** Takes the contender's class, the kind of database, its URL, and how many rows stand in the table. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // whatever else writes there would be taken for an answer
        System.setOut(System.err);
        try (HikariDataSource pool = Pools.on(arguments[2]);
                Contender contender = Class.forName(arguments[0])
                        .asSubclass(Contender.class)
                        .getConstructor(Place.class)
                        .newInstance(new Place(Database.valueOf(arguments[1]), pool, Integer.parseInt(arguments[3])))) {
            answers.println("ok");
            new ContenderProcess(contender).serve(answers);
        } catch (Exception e) {
            e.printStackTrace();
            answers.println("failed to start: " + e);
        }
        System.exit(0);
    }

    /** Until the driver closes the stream. */
    private void serve(PrintStream answers) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            try {
                answers.println(answer(order));
            } catch (Exception e) {
                e.printStackTrace();
                answers.println("failed: " + e);
            }
        }
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))];
    }

    private String answer(String order) throws Exception {
        String[] words = order.split(" ");
        switch (words[0]) {
            case "prepare" -> {
                int rows = Integer.parseInt(words[1]);
                Executions.expect(rows);
                contender.prepare(rows);
                // what the last round left is not this one's
                System.gc();
                Executions.current().requireNone();
                return "ok";
            }
            case "run" -> {
                long cpu = system.getProcessCpuTime();
                long start = System.nanoTime();
                contender.run();
                long nanos = System.nanoTime() - start;
                cpu = system.getProcessCpuTime() - cpu;
                long[] latencies = contender.latencies();
                Arrays.sort(latencies);
                return "ok " + nanos + " " + cpu + " " + at(latencies, MEDIAN) + " " + at(latencies, WORST);
            }
            case "verify" -> {
                contender.verify();
                Executions.current().requireOnceEach();
                return "ok";
            }
            default -> throw new IllegalArgumentException(order);
        }
    }
}
