package io.korrigo.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;

class PicturePlaceTest {
    private static final PicturePlace LEVEL = place(200, 0, 0, 300);

    private static PicturePlace place(float a, float b, float c, float d) {
        return PicturePlace.of(new Matrix(a, b, c, d, 10, 20));
    }

    @Test
    void coversThePaperThatItsFourCornersSpan() {
        assertThat(LEVEL.area()).isEqualTo(new Rectangle2D.Double(10, 20, 200, 300));
        assertThat(place(0, 200, -300, 0).area()).isEqualTo(new Rectangle2D.Double(-290, 20, 300, 200));
        assertThat(place(-200, 0, 0, -300).area()).isEqualTo(new Rectangle2D.Double(-190, -280, 200, 300));
        assertThat(place(200, 10, 20, 300).area()).isEqualTo(new Rectangle2D.Double(10, 20, 220, 310));
    }

    @Test
    void leavesAFiftiethToBordersOnEachSide() {
        assertThat(PicturePlace.shrunk(new Rectangle2D.Double(10, 20, 200, 300)))
                .isEqualTo(new Rectangle2D.Double(14, 26, 192, 288));
    }

    @Test
    void tellsByHowManyQuartersAPictureIsTurned() {
        assertThat(LEVEL.quarterTurns(0)).isZero();
        assertThat(place(0, -200, 300, 0).quarterTurns(0)).isEqualTo(1);
        assertThat(place(-200, 0, 0, -300).quarterTurns(0)).isEqualTo(2);
        assertThat(place(0, 200, -300, 0).quarterTurns(0)).isEqualTo(3);
        assertThat(LEVEL.quarterTurns(90)).isEqualTo(1);
        assertThat(LEVEL.quarterTurns(-90)).isEqualTo(3);
        assertThat(place(0, 200, -300, 0).quarterTurns(270)).isEqualTo(2);
    }

    @Test
    void isUprightByAFiftiethOfItsSide() {
        assertThat(LEVEL.isUpright(200, 300)).isTrue();
        assertThat(place(0, 200, -300, 0).isUpright(200, 300)).isTrue();
        assertThat(place(200, 3.9f, -3.9f, 300).isUpright(200, 300)).isTrue();
        assertThat(place(200, 4.1f, 0, 300).isUpright(200, 300)).isFalse();
        assertThat(place(200, 0, -4.1f, 300).isUpright(200, 300)).isFalse();
        assertThat(place(4.1f, 200, -300, 0).isUpright(200, 300)).isFalse();
    }

    @Test
    void isNeitherMirroredNorStretchedByATenth() {
        assertThat(place(-200, 0, 0, 300).isUpright(200, 300)).isFalse();
        assertThat(place(0, 200, 300, 0).isUpright(200, 300)).isFalse();
        assertThat(LEVEL.isUpright(200, 273)).isTrue();
        assertThat(LEVEL.isUpright(200, 272)).isFalse();
        assertThat(LEVEL.isUpright(182, 300)).isTrue();
        assertThat(LEVEL.isUpright(181, 300)).isFalse();
    }
}
