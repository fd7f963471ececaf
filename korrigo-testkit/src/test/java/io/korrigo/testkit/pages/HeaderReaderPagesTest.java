package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.header.HeaderReader;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader of headers finds on drawn pages. */
@Tag("slow")
class HeaderReaderPagesTest {
    private static final GlyphSource HANDS = new FontGlyphSource();
    private static final HeaderText TEXT = new HeaderText("LE GOFF", "MARIE", "0123456789", "17092007");
    private static HeaderReader reader;

    @BeforeAll
    static void open() {
        reader = new HeaderReader(EnumSet.allOf(HeaderField.class));
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @Test
    void findsEachBoxOfEachFormInAnyOrientation() {
        List<HeaderForm> forms = List.of(
                HeaderForm.cmenV2(),
                HeaderForm.cmenV3(),
                HeaderForm.ccyc(),
                HeaderForm.cmenV3True(),
                HeaderForm.cmenV3WithCodes(),
                HeaderForm.ccycTrue());
        for (int turns = 0; turns < 4; turns++) {
            for (int i = 0; i < forms.size(); i++) {
                GeneratedPage page = new PageGenerator(forms.get(i), HANDS, ScanQuality.EASY, 7 + i)
                        .turned(turns)
                        .draw(TEXT);

                HeaderReading reading = reader.read(page.encoded());

                assertThat(reading.quarterTurns()).isEqualTo(page.truth().quarterTurns());
                for (PageTruth.Row row : page.truth().rows()) {
                    RowReading found = reading.row(row.field()).orElseThrow();
                    assertThat(found.cells()).as("%s, form %s", row.field(), i).hasSameSizeAs(row.boxes());
                    assertThat(worstOffset(page.truth(), row, found)).isLessThan(0.25);
                }
            }
        }
    }

    @Test
    void findsNearlyAllRowsOfHardScansOfUnknownForms() {
        int rows = 0;
        int found = 0;
        for (long seed = 100; seed < 108; seed++) {
            GeneratedPage page = new PageGenerator(HeaderForm.random(seed), HANDS, ScanQuality.HARD, seed).draw(TEXT);
            HeaderReading reading = reader.read(page.encoded());
            for (PageTruth.Row row : page.truth().rows()) {
                rows++;
                found += reading.row(row.field())
                                .filter(read ->
                                        read.cells().size() == row.boxes().size())
                                .isPresent()
                        ? 1
                        : 0;
            }
        }

        assertThat(found).isGreaterThanOrEqualTo((int) (0.9 * rows));
    }

    @Test
    void findsEachBoxOfHardScansOfTheMinistrysForms() {
        for (long seed = 60; seed < 66; seed++) {
            HeaderForm form = seed % 2 == 0 ? HeaderForm.cmenV3True() : HeaderForm.ccycTrue();
            GeneratedPage page = new PageGenerator(form, HANDS, ScanQuality.HARD, seed).draw(TEXT);

            HeaderReading reading = reader.read(page.encoded());

            for (PageTruth.Row row : page.truth().rows()) {
                RowReading found = reading.row(row.field()).orElseThrow();
                assertThat(found.cells()).as("%s, page %s", row.field(), seed).hasSameSizeAs(row.boxes());
                assertThat(worstOffset(page.truth(), row, found)).isLessThan(0.25);
            }
        }
    }

    @Test
    void readsNamesInSmallLettersWithTheModelThatKnowsThem() {
        String capitals = reader.read(new PageGenerator(HeaderForm.cmenV3True(), HANDS, ScanQuality.EASY, 79)
                        .draw(TEXT)
                        .encoded())
                .modelHash();
        int again = 0;
        int letters = 0;
        int right = 0;
        for (long seed = 80; seed < 86; seed++) {
            GeneratedPage page = new PageGenerator(
                            HeaderForm.cmenV3True(), FontGlyphSource.smallLetters(), ScanQuality.EASY, seed)
                    .draw(TEXT);

            HeaderReading reading = reader.read(page.encoded());

            again += reading.modelHash().equals(capitals) ? 0 : 1;
            for (HeaderField name : List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME)) {
                String written = name == HeaderField.LAST_NAME ? TEXT.lastName() : TEXT.firstName();
                List<CellReading> cells = reading.row(name).orElseThrow().cells();
                for (int box = 0; box < written.length(); box++) {
                    if (written.charAt(box) != CellReading.BLANK) {
                        letters++;
                        right += cells.get(box).best() == written.charAt(box) ? 1 : 0;
                    }
                }
            }
        }

        assertThat(again).isGreaterThanOrEqualTo(4);
        assertThat(right).isGreaterThanOrEqualTo((int) (0.8 * letters));
    }

    @Test
    void saysThatAPictureShowsTwoPagesWhoseHeadersAreFilledIn() throws IOException {
        GeneratedPage left = new PageGenerator(HeaderForm.cmenV3True(), HANDS, ScanQuality.EASY, 70).draw(TEXT);
        GeneratedPage right = new PageGenerator(HeaderForm.ccycTrue(), HANDS, ScanQuality.EASY, 71).draw(TEXT);

        assertThat(reader.read(sideBySide(left, right)).oneOfTwo()).isTrue();
    }

    @Test
    void readsTheOnlyFilledHeaderOfAWholeSheet() throws IOException {
        PageGenerator pages = new PageGenerator(HeaderForm.cmenV3True(), HANDS, ScanQuality.EASY, 72);
        GeneratedPage filled = pages.draw(TEXT);
        for (GeneratedPage other : List.of(pages.drawInnerPage(), pages.draw(HeaderText.blank()))) {
            for (boolean first : new boolean[] {true, false}) {
                HeaderReading reading = reader.read(first ? sideBySide(filled, other) : sideBySide(other, filled));

                assertThat(reading.oneOfTwo()).isFalse();
                assertThat(reading.row(HeaderField.LAST_NAME).orElseThrow().bestText())
                        .isNotBlank();
                assertThat(reading.row(HeaderField.BIRTH_DATE).orElseThrow().cells())
                        .hasSize(8);
            }
        }
    }

    /** As most scanners take them in: its picture is as an upright page's. */
    @Test
    void readsTheHeaderOfAWholeSheetThatLiesOnItsSide() throws IOException {
        PageGenerator pages = new PageGenerator(HeaderForm.cmenV3True(), HANDS, ScanQuality.EASY, 73);
        BufferedImage sheet = sheet(pages.draw(TEXT), pages.drawInnerPage());
        for (int turns : new int[] {1, 3}) {
            HeaderReading reading = reader.read(encoded(turned(sheet, turns)));

            assertThat(reading.row(HeaderField.LAST_NAME).orElseThrow().bestText())
                    .isNotBlank();
            assertThat(reading.row(HeaderField.BIRTH_DATE).orElseThrow().cells())
                    .hasSize(8);
            assertThat(reading.quarterTurns()).isEqualTo(4 - turns);
        }
    }

    private static BufferedImage turned(BufferedImage sheet, int quarterTurns) {
        BufferedImage turned = new BufferedImage(sheet.getHeight(), sheet.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = turned.createGraphics();
        graphics.translate(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
        graphics.rotate(quarterTurns * Math.PI / 2);
        graphics.translate(-sheet.getWidth() / 2.0, -sheet.getHeight() / 2.0);
        graphics.drawImage(sheet, 0, 0, null);
        graphics.dispose();
        return turned;
    }

    private static byte[] sideBySide(GeneratedPage left, GeneratedPage right) throws IOException {
        return encoded(sheet(left, right));
    }

    private static BufferedImage sheet(GeneratedPage left, GeneratedPage right) {
        BufferedImage sheet = new BufferedImage(
                left.image().getWidth() + right.image().getWidth(),
                left.image().getHeight(),
                BufferedImage.TYPE_BYTE_GRAY);
        sheet.getGraphics().drawImage(left.image(), 0, 0, null);
        sheet.getGraphics().drawImage(right.image(), left.image().getWidth(), 0, null);
        return sheet;
    }

    private static byte[] encoded(BufferedImage sheet) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", encoded);
        return encoded.toByteArray();
    }

    @Test
    void findsNoHeaderOnInnerPages() {
        for (long seed = 40; seed < 52; seed++) {
            GeneratedPage page =
                    new PageGenerator(HeaderForm.cmenV2(), HANDS, ScanQuality.NORMAL, seed).drawInnerPage();

            assertThat(reader.read(page.encoded()).found()).as("page %s", seed).isFalse();
        }
    }

    @Test
    void readsABlankHeaderAsBlankBoxes() {
        GeneratedPage page =
                new PageGenerator(HeaderForm.cmenV2(), HANDS, ScanQuality.EASY, 5).draw(HeaderText.blank());

        HeaderReading reading = reader.read(page.encoded());

        assertThat(reading.rows())
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.bestText()).isBlank());
    }

    @Test
    void givesTheSameAnswerOnAnyNumberOfThreads() throws Exception {
        List<byte[]> pages = new ArrayList<>();
        for (long seed = 1; seed <= 4; seed++) {
            pages.add(new PageGenerator(HeaderForm.random(seed), HANDS, ScanQuality.NORMAL, seed)
                    .draw(TEXT)
                    .encoded());
        }
        List<HeaderReading> alone = pages.stream().map(reader::read).toList();

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<HeaderReading>> together = pages.stream()
                    .map(page -> threads.submit(() -> reader.read(page)))
                    .toList();

            for (int i = 0; i < pages.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesBackThePagesMemory(@TempDir Path folder) throws Exception {
        assumeThat(ReadingAgain.STATM).exists();
        Path page = folder.resolve("page.jpg");
        Files.write(
                page,
                new PageGenerator(HeaderForm.cmenV2(), HANDS, ScanQuality.EASY, 3)
                        .draw(TEXT)
                        .encoded());

        // in a Java of its own whose heap is in memory from the start: what grows then is native
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms96m",
                        "-Xmx96m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadingAgain.class.getName(),
                        page.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String grown = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();

        assertThat(child.waitFor()).isZero();
        // one decoded page has about 950 memory pages of 4 KiB: a hundred of them would show
        assertThat(Long.parseLong(grown)).isLessThan(20 * 950);
    }

    /** Reads a page again and again and prints by how many memory pages the process grew from the 60th time on. */
    static final class ReadingAgain {
        static final Path STATM = Path.of("/proc/self/statm");

        private ReadingAgain() {}

        public static void main(String[] arguments) throws IOException {
            byte[] page = Files.readAllBytes(Path.of(arguments[0]));
            try (HeaderReader again = new HeaderReader()) {
                long before = 0;
                for (int i = 0; i < 160; i++) {
                    before = i == 60 ? residentPages() : before;
                    again.read(page);
                }
                System.out.println(residentPages() - before);
            }
        }

        private static long residentPages() throws IOException {
            return Long.parseLong(
                    Files.readString(STATM, StandardCharsets.US_ASCII).split(" ")[1]);
        }
    }

    /** How far the centre of a found box is from the true one at most, in widths of the box. */
    private static double worstOffset(PageTruth truth, PageTruth.Row row, RowReading found) {
        double worst = 0;
        for (int i = 0; i < row.boxes().size(); i++) {
            List<Point2D> corners = row.boxes().get(i).corners();
            double x = corners.stream().mapToDouble(Point2D::getX).average().orElseThrow();
            double y = corners.stream().mapToDouble(Point2D::getY).average().orElseThrow();
            CellReading cell = found.cells().get(i);
            PageRegion region = cell.region();
            double dx = (region.x() + region.w() / 2) * truth.width() - x;
            double dy = (region.y() + region.h() / 2) * truth.height() - y;
            worst = Math.max(worst, Math.hypot(dx, dy) / corners.get(0).distance(corners.get(1)));
        }
        return worst;
    }
}
