package io.korrigo.bench.identify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Watches this process's resident memory while pages are read; on Linux, elsewhere it says that it can't. */
final class MemoryWatch {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int STEPS = 20;

    private MemoryWatch() {}

    /** Reads a number of pages. */
    interface Work {
        void read(int pages) throws Exception;
    }

    /** Has {@code pages} pages read in {@value #STEPS} steps, and remarks on the memory after each. */
    static void watch(int pages, Work work, ThroughputReport report) throws Exception {
        if (!Files.isReadable(STATUS)) {
            report.remark("Memory was not watched: there is no %s", STATUS);
            return;
        }
        List<Long> sizes = new ArrayList<>();
        int done = 0;
        for (int step = 1; step <= STEPS; step++) {
            int until = (int) ((long) pages * step / STEPS);
            work.read(until - done);
            done = until;
            sizes.add(resident());
        }
        long firstHalf = sizes.subList(0, STEPS / 2).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        long secondHalf = sizes.subList(STEPS / 2, STEPS).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        report.remark("Resident MiB every %d pages: %s", pages / STEPS, sizes);
        report.remark(
                "Resident MiB at most, first half and second half of %d pages: %d, %d", pages, firstHalf, secondHalf);
    }

    /** In MiB. */
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        throw new IOException(STATUS + " has no line VmRSS");
    }
}
