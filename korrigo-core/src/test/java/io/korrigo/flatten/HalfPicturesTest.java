package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Pictures of which a part is missing while every checksum is right. */
class HalfPicturesTest {
    private static final int SIDE = 80;

    @Test
    void arePngsWithARowTooFew() throws IOException {
        assertThat(Copies.flatten(Copies.of(png(SIDE)))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(png(SIDE - 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("fewer rows");
    }

    @Test
    void areJpegsWhoseDataEndsEarly() throws IOException {
        byte[] jpeg = Jpegs.YCBCR.encode(Pictures.page(400, 300, Jpegs.YCBCR.type));
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;

        assertThat(Copies.flatten(Copies.of(jpeg))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(cut)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("of its 300 rows");
    }

    @Test
    void areTiffsWithARowTooFew() {
        Map<Integer, List<Integer>> grey = Map.of(258, List.of(8), 259, List.of(1), 262, List.of(1), 277, List.of(1));
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] strip = new byte[SIDE * SIDE / 2];

        assertThat(Copies.flatten(Copies.of(RawTiff.encode(order, SIDE, SIDE, grey, strip, strip))))
                .isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(
                        RawTiff.encode(order, SIDE, SIDE, grey, strip, Arrays.copyOf(strip, strip.length - 1)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("fewer rows");
    }

    /** Grey, {@code rows} of {@value #SIDE} rows in it. */
    private static byte[] png(int rows) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(SIDE);
        fields.writeInt(SIDE);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(new byte[rows * (SIDE + 1)]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(png, "IHDR", header.toByteArray());
        chunk(png, "IDAT", data.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(data.length);
        out.write(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
