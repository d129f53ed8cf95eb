package io.claimdispatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;

/**
 * The JVM of one contender. It is told by lines what to do, and answers each with a line: {@code ok}, after {@code run} with
 * the nanoseconds that it took and those of CPU of this JVM, or {@code failed} and why.
 */
final class ContenderProcess {

    private final Contender contender;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ContenderProcess(Contender contender) {
        this.contender = contender;
    }

    /** Takes the contender's class, the kind of database and its URL. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // whatever else writes there would be taken for an answer
        System.setOut(System.err);
        try (HikariDataSource pool = Pools.on(arguments[2]);
                Contender contender = Class.forName(arguments[0])
                        .asSubclass(Contender.class)
                        .getConstructor(String.class, DataSource.class)
                        .newInstance(arguments[1], pool)) {
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
                return "ok " + nanos + " " + (system.getProcessCpuTime() - cpu);
            }
            case "verify" -> {
                Executions.current().requireOnceEach();
                contender.verify();
                return "ok";
            }
            default -> throw new IllegalArgumentException(order);
        }
    }
}
