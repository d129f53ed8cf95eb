package io.claimdispatch.cluster;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Processes that end with this JVM, however it ends, as far as it can do anything about it. */
final class ChildProcesses {

    private static final Queue<Process> PROCESSES = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PROCESSES.forEach(Process::destroyForcibly)));
    }

    private ChildProcesses() {}

    static Process endingWithThisJvm(Process process) {
        PROCESSES.add(process);
        return process;
    }
}
