package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.flatten.image.ImageShape;
import io.korrigo.flatten.image.SheetSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetSizeTest {
    @ParameterizedTest(name = "{0} x {1} at {3} dpi held as {2}: {4} x {5}")
    @CsvSource({
        // what scanners say is taken at its word
        "1654, 2339, 1, 200, 595, 842",
        "2480, 3508, 1, 300, 595, 842",
        "3307, 2339, 1, 200, 1191, 842",
        "1165, 1654, 1, 200, 419, 595",
        "1700, 2200, 1, 200, 612, 792",
        "2339, 1654, 6, 200, 595, 842",
        // what software writes without knowing is not
        "1654, 2339, 1, 72, 595, 842",
        "1654, 2339, 1, 96, 595, 842",
        "827, 1169, 1, 72, 595, 842",
        "827, 1169, 1, 0, 595, 842",
        "1654, 2339, 1, 400, 595, 842",
        "4000, 3000, 1, 72, 794, 595",
        "3000, 4000, 8, 0, 794, 595"
    })
    void isThePaperThatWasScanned(
            int width, int height, int orientation, double dpi, double pageWidth, double pageHeight) {
        SheetSize size = SheetSize.of(new ImageShape(width, height, orientation, dpi, dpi));

        assertThat(size.width()).isCloseTo(pageWidth, within(1.5));
        assertThat(size.height()).isCloseTo(pageHeight, within(1.5));
    }
}
