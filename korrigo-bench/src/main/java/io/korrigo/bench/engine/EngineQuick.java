package io.korrigo.bench.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

public final class EngineQuick {
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        try (BenchDatabase db = args[2].equals("h2") ? BenchDatabase.h2File() : BenchDatabase.postgres()) {
            System.out.println(db.url());
            for (int r = 0; r < rounds; r++) {
                double[] rate = new double[2];
                for (int which = 0; which < 2; which++) {
                    AtomicReference<CountDownLatch> latch = new AtomicReference<>(new CountDownLatch(tasks));
                    try (Engine e = which == 0
                            ? new RawEngine(db, 8, n -> latch.get().countDown())
                            : new KorrigoEngine(db, 8, n -> latch.get().countDown())) {
                        e.clear();
                        Throughput t = Throughput.measure(e, tasks, latch.get());
                        rate[which] = t.perSecond();
                        System.out.printf(
                                "%s %.0f/s submit %s%n",
                                e.name(), t.perSecond(), t.submit().cells());
                    }
                }
                System.out.printf("ratio %.2f%n", rate[1] / rate[0]);
            }
        }
    }
}
