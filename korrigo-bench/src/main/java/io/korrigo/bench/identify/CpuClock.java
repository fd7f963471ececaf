package io.korrigo.bench.identify;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work costs this process: CPU time of all its threads, the garbage collector's and native libraries'
 * included, and time on the wall.
 */
final class CpuClock {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** One piece of work. */
    interface Work {
        void run() throws Exception;
    }

    /**
     * What {@code pages} pages cost.
     *
     * @param cpu seconds of processors
     * @param wall seconds that went by
     */
    record Cost(int pages, double cpu, double wall) {
        double cpuMillis() {
            return cpu * 1000 / pages;
        }

        double pagesPerSecond() {
            return pages / wall;
        }
    }

    Cost measure(int pages, Work work) throws Exception {
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Cost(pages, (system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
    }
}
