package dev.pathwarden.recorder.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens a file again and again on many threads, and prints steps per second, the share of time that threads were blocked or waited, and the heap that is left when the
 * work is done.
 */
final class ManyThreadsProgram {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int COLLECTIONS = 3;

    private ManyThreadsProgram() {
    }

    /** Arguments: threads, steps in all. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int each = Integer.parseInt(arguments[1]) / threads;
        Path file = Files.writeString(Files.createTempFile("pathwarden-bench", ".txt"), "nothing of interest");
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        bean.setThreadContentionMonitoringEnabled(true);
        LongAdder blockedMillis = new LongAdder();
        LongAdder waitedMillis = new LongAdder();
        List<Thread> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                open(file.toString(), each);
                ThreadInfo info = bean.getThreadInfo(Thread.currentThread().getId());
                blockedMillis.add(info.getBlockedTime());
                waitedMillis.add(info.getWaitedTime());
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Files.delete(file);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println("threads " + (long) (threads * each / seconds) + " " + blockedMillis.sum() / (seconds * 1000 * threads) + " " + waitedMillis.sum() / (seconds * 1000 * threads) + " " + used);
        System.exit(0);
    }

    private static void open(String file, int times) {
        try {
            for (int i = 0; i < times; i++) {
                new FileInputStream(file).close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
