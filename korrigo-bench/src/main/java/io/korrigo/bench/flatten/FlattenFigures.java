package io.korrigo.bench.flatten;

import com.sun.management.OperatingSystemMXBean;
import io.korrigo.flatten.CopyFlattener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one kind of pages costs, measured in one run.
 *
 * @param flatten CPU seconds of a corrected copy, one figure a round
 * @param silent the same of a copy whose boxes have no words, for which no free paper is looked for
 * @param copyBytes CPU seconds of reading and writing the pages' bytes, one figure a round
 * @param input bytes of the pages
 * @param output bytes of the PDF
 * @param muPdf the same by MuPDF, by the way it draws text; empty where it isn't installed
 */
record FlattenFigures(
        ScannedPages.Kind kind,
        List<Double> flatten,
        List<Double> silent,
        List<Double> copyBytes,
        long input,
        long output,
        Map<MuPdfRun.Fonts, MuPdfRun> muPdf) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    FlattenFigures {
        flatten = List.copyOf(flatten);
        silent = List.copyOf(silent);
        copyBytes = List.copyOf(copyBytes);
        muPdf = Map.copyOf(muPdf);
    }

    /** Pieces of work that this process does. */
    private interface Work {
        long run() throws IOException;
    }

    static FlattenFigures measure(ScannedPages.Kind kind, FlattenReportOptions options) throws IOException {
        Path folder = Files.createTempDirectory("korrigo-flatten");
        BenchCopy copy = BenchCopy.draw(kind, folder);
        try {
            CopyFlattener flattener = new CopyFlattener();
            Work flatten = () -> copy.flatten(flattener).bytes();
            BenchCopy boxes = copy.withoutWords();
            Work silent = () -> boxes.flatten(flattener).bytes();
            Work copyBytes = copy::copyBytes;
            // long enough for the compiler to have done its work
            seconds(flatten, options.warmUp());
            seconds(copyBytes, options.warmUp());
            List<Double> flattened = new ArrayList<>();
            List<Double> flattenedBoxes = new ArrayList<>();
            List<Double> copied = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                flattened.add(seconds(flatten, options.seconds()));
                flattenedBoxes.add(seconds(silent, options.seconds()));
                copied.add(seconds(copyBytes, options.seconds()));
            }
            Map<MuPdfRun.Fonts, MuPdfRun> muPdf = new EnumMap<>(MuPdfRun.Fonts.class);
            if (options.python() != null) {
                for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
                    muPdf.put(fonts, MuPdfRun.of(copy, fonts, options.muPdfCopies(), options.python()));
                }
            }
            return new FlattenFigures(
                    kind,
                    flattened,
                    flattenedBoxes,
                    copied,
                    copy.copyBytes(),
                    copy.flatten(flattener).bytes(),
                    muPdf);
        } finally {
            copy.delete();
            Files.delete(folder);
        }
    }

    /** CPU seconds of one piece, all threads of this process counted, over about as long. */
    private static double seconds(Work work, double atLeast) throws IOException {
        long start = SYSTEM.getProcessCpuTime();
        int pieces = 0;
        while (SYSTEM.getProcessCpuTime() - start < atLeast * 1e9) {
            for (int i = 0; i < 8; i++) {
                work.run();
            }
            pieces += 8;
        }
        return (SYSTEM.getProcessCpuTime() - start) / 1e9 / pieces;
    }
}
