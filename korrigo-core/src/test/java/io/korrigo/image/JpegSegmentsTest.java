package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JpegSegmentsTest {
    private static final int[] FILE = {
        0xFF,
        0xD8, // start
        0xFF,
        0x01, // stands alone
        0xFF,
        0xFF,
        0xFF,
        0xFE,
        0,
        4,
        'h',
        'i', // filled up, then a comment
        0xFF,
        0xDA,
        0,
        2,
        7,
        0xFF,
        0,
        8,
        0xFF,
        0xD3,
        9, // a scan with stuffing and a restart
        0xFF,
        0xD9, // end
        0xFF,
        0xFE,
        0,
        3,
        1 // of nobody's
    };

    @Test
    void areFoundThoughMarkersStandAloneAndFillBytesComeBefore() {
        JpegSegments jpeg = JpegSegments.of(bytes(FILE.length), FILE.length);

        assertThat(jpeg.isWhole()).isTrue();
        assertThat(jpeg.segments())
                .containsExactly(
                        new JpegSegments.Segment(0xFE, 6, 10, 12, 12),
                        new JpegSegments.Segment(JpegSegments.SOS, 12, 16, 16, 23));
    }

    @Test
    void ofACutFileAreNotWhole() {
        for (int length = 2; length < 25; length++) {
            assertThat(JpegSegments.of(bytes(length), length).isWhole()).isFalse();
        }
        assertThat(JpegSegments.of(bytes(25), 25).isWhole()).isTrue();
    }

    @Test
    void beyondTheLengthThereIsNothing() {
        assertThat(JpegSegments.of(bytes(FILE.length), 24).isWhole()).isFalse();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) FILE[i];
        }
        return bytes;
    }
}
