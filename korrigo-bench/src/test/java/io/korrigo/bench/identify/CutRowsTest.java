package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutRowsTest {
    private static final int SIDE = 32;
    private static final int BOX = 40;
    private static final int UNKNOWN = 255;
    private static final int L = 11;

    @TempDir
    Path folder;

    @Test
    void writesTheBoxesThatHoldInkOfAKnownClass() throws Exception {
        byte[] labels = {L, (byte) UNKNOWN, L, 36};

        cut(row(labels, Integer.MAX_VALUE));

        assertThat(idx("labels-idx1-ubyte.gz", 1)).containsExactly(L, L);
        assertThat(idx("qualities-idx1-ubyte.gz", 1)).containsExactly(2, 2);
        byte[] patches = idx("patches-idx3-ubyte.gz", 3);
        assertThat(patches).hasSize(2 * SIDE * SIDE);
        assertThat(at(patches, SIDE / 2, SIDE / 2)).isGreaterThan(100);
        assertThat(at(patches, 2, SIDE / 2)).isLessThan(50);
    }

    @Test
    void refusesAFileThatEndsWithinARow() {
        assertThatIOException()
                .isThrownBy(() -> cut(row(new byte[] {L}, 700)))
                .withMessageContaining("ends within a row");
    }

    private void cut(byte[] rows) throws Exception {
        Path file = Files.write(folder.resolve("rows.bin"), rows);
        CutRows.evaluation().measure(List.of(file.toString(), String.valueOf(SIDE), folder.toString()));
    }

    /** A row of boxes with an upright stroke in the middle of each but the last; no more than {@code most} bytes of it. */
    private static byte[] row(byte[] labels, int most) throws IOException {
        int width = (labels.length + 2) * BOX;
        BufferedImage image = new BufferedImage(width, 3 * BOX, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, width, 3 * BOX);
        drawing.setColor(Color.BLACK);
        for (int i = 1; i <= labels.length; i++) {
            drawing.drawRect(i * BOX, BOX, BOX, BOX);
            drawing.setStroke(new BasicStroke(4));
            if (i < labels.length) {
                drawing.drawLine(i * BOX + BOX / 2, BOX + 8, i * BOX + BOX / 2, 2 * BOX - 8);
            }
            drawing.setStroke(new BasicStroke(1));
        }
        drawing.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int value : new int[] {width, 3 * BOX, labels.length, 2}) {
            out.writeInt(value);
        }
        for (int i = 1; i <= labels.length; i++) {
            for (int corner : new int[] {i, 1, i + 1, 1, i + 1, 2, i, 2}) {
                out.writeFloat(corner * BOX);
            }
        }
        out.write(labels);
        out.write(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return Arrays.copyOf(bytes.toByteArray(), Math.min(most, bytes.size()));
    }

    private static int at(byte[] patches, int x, int y) {
        return patches[y * SIDE + x] & 0xFF;
    }

    private byte[] idx(String name, int dimensions) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(Files.newInputStream(folder.resolve(name))))) {
            assertThat(in.readInt()).isEqualTo(0x800 | dimensions);
            in.skipNBytes(4L * dimensions);
            return in.readAllBytes();
        }
    }
}
