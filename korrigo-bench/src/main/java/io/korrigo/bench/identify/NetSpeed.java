package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.identify.header.HeaderReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * Measures the CPU time that a character model takes for a cell on one thread, as the reader runs it, the patches'
 * conversion included; patches hold noise, which takes no more or less than letters.
 *
 * <p>Arguments: side of the patches in pixels and ONNX file, in turn; for example {@code ./korrigo bench nets 32
 * cells.onnx}. Prints milliseconds of CPU a cell in batches of 8 and 32: the least of all rounds, which others on the
 * machine disturb least, and the median.
 */
public final class NetSpeed {
    private static final int[] BATCHES = {8, 32};
    private static final int CELLS = 2000;
    private static final double NANOS_PER_MILLI = 1e6;

    private NetSpeed() {}

    /** Files of models, each with the side of its patches in pixels. */
    private record Models(List<Path> files, List<Integer> sides) {
        static Models of(Options given) {
            List<String> values = given.values();
            if (values.isEmpty() || values.size() % 2 != 0) {
                throw new IllegalArgumentException("A side and a model in turn");
            }
            List<Path> files = new ArrayList<>();
            List<Integer> sides = new ArrayList<>();
            for (int i = 0; i < values.size(); i += 2) {
                sides.add(Options.number("SIDE", 1, values.get(i)));
                files.add(Path.of(values.get(i + 1)));
            }
            return new Models(files, sides);
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "milliseconds a box of character models", "SIDE MODEL [SIDE MODEL...]", Models::of, NetSpeed::measure);
    }

    private static void measure(Models models) {
        // sets OpenCV up as for reading: one thread
        new HeaderReader().close();
        for (int i = 0; i < models.files().size(); i++) {
            measure(models.files().get(i), models.sides().get(i));
        }
    }

    private static void measure(Path model, int side) {
        Net net = Dnn.readNetFromONNX(model.toString());
        for (int batch : BATCHES) {
            List<Mat> patches = Stream.generate(() -> noise(side)).limit(batch).toList();
            double[] millis = new double[CELLS / batch];
            for (int round = 0; round < millis.length; round++) {
                millis[round] = nanos(net, patches, side) / NANOS_PER_MILLI / batch;
            }
            patches.forEach(Mat::release);
            Arrays.sort(millis);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s, batches of %d: least %.3f ms, median %.3f ms",
                    model,
                    batch,
                    millis[0],
                    millis[millis.length / 2]));
        }
    }

    private static Mat noise(int side) {
        Mat patch = new Mat(side, side, CvType.CV_8UC1);
        Core.randu(patch, 0, 255);
        return patch;
    }

    private static long nanos(Net net, List<Mat> patches, int side) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        Mat input = Dnn.blobFromImages(patches, 1 / 255.0, new Size(side, side), new Scalar(0), false, false);
        net.setInput(input);
        net.forward().release();
        input.release();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
