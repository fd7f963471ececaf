package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.header.CutCell;
import java.awt.geom.Point2D;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Cuts the boxes of drawn rows, whose places are told, as the reader does, and writes patches and what they hold for the
 * training of the character model.
 *
 * <p>A file of rows, as {@code training/rows.py} writes it, has for each row: width, height, number of boxes and quality
 * (0 easy to 3 worst) as integers, big-endian; for each box x and y of its four corners, clockwise from the upper left, as
 * floats; for each box a byte that tells its class, one beyond the classes where it is unknown; and the grey pixels.
 *
 * <p>Arguments: the file, side of the patches in pixels, folder to write to.
 */
public final class CutRows {
    private CutRows() {}

    /** What the command line says, in its order. */
    private record Request(Path rows, int side, Path out) {
        static Request of(Options given) {
            List<String> values = given.values();
            if (values.size() != 3) {
                throw new IllegalArgumentException("Three arguments, not " + values.size());
            }
            return new Request(
                    Path.of(values.get(0)), Options.number("SIDE", 1, values.get(1)), Path.of(values.get(2)));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "cuts characters out of drawn rows of boxes, to train the character model",
                "ROWS SIDE OUT",
                Request::of,
                CutRows::write);
    }

    private static void write(Request request) throws IOException {
        int rows = 0;
        try (DataInputStream in = open(request.rows());
                CellFiles files = new CellFiles(request.out(), request.side())) {
            for (int width = next(in); width >= 0; width = next(in)) {
                row(in, width, request.side(), files);
                rows++;
            }
            System.out.println(files.count() + " cells of " + rows + " rows");
        }
    }

    private static DataInputStream open(Path rows) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(rows), 1 << 16);
        return new DataInputStream(rows.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes);
    }

    /** The next row's width, or -1 at the end. */
    private static int next(DataInputStream in) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException end) {
            return -1;
        }
    }

    private static void row(DataInputStream in, int width, int side, CellFiles files) throws IOException {
        int height = in.readInt();
        int count = in.readInt();
        int quality = in.readInt();
        List<List<Point2D>> boxes = new ArrayList<>();
        for (int box = 0; box < count; box++) {
            List<Point2D> corners = new ArrayList<>();
            for (int corner = 0; corner < 4; corner++) {
                corners.add(new Point2D.Float(in.readFloat(), in.readFloat()));
            }
            boxes.add(corners);
        }
        byte[] labels = in.readNBytes(count);
        byte[] grey = in.readNBytes(width * height);
        if (grey.length < width * height) {
            throw new EOFException("The file of rows ends within a row of " + width + " x " + height + " pixels");
        }
        CutCell.ofRow(grey, width, boxes, side).forEach((box, patch) -> {
            int label = Byte.toUnsignedInt(labels[box]);
            if (label < CellReading.CLASSES.length()) {
                files.add(patch, label, quality);
            }
        });
    }
}
