package io.korrigo.bench.identify;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Labelled patches as three gzipped IDX files in a folder: {@code patches-idx3-ubyte.gz}, {@code labels-idx1-ubyte.gz}
 * (index into the model's classes) and {@code qualities-idx1-ubyte.gz} (0 easy to 3 worst).
 *
 * <p>All is kept in memory and written on closing, since an IDX file begins with its count. Confined to one thread.
 */
final class CellFiles implements AutoCloseable {
    private final Path folder;
    private final int side;
    private final ByteArrayOutputStream patches = new ByteArrayOutputStream();
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
    private final ByteArrayOutputStream qualities = new ByteArrayOutputStream();

    CellFiles(Path folder, int side) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.side = side;
    }

    void add(byte[] patch, int label, int quality) {
        patches.writeBytes(patch);
        labels.write(label);
        qualities.write(quality);
    }

    int count() {
        return labels.size();
    }

    @Override
    public void close() throws IOException {
        write("patches-idx3-ubyte.gz", patches, count(), side, side);
        write("labels-idx1-ubyte.gz", labels, count());
        write("qualities-idx1-ubyte.gz", qualities, count());
    }

    private void write(String name, ByteArrayOutputStream content, int... dimensions) throws IOException {
        try (DataOutputStream file = new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))))) {
            file.writeInt(0x800 | dimensions.length);
            for (int dimension : dimensions) {
                file.writeInt(dimension);
            }
            content.writeTo(file);
        }
    }
}
