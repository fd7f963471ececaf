package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.page.ScanFile;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageTruth;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A stack of pages for {@link HeaderReaderBenchmark}, drawn and fixed by seed or read from a folder, as bytes in memory and as
 * files.
 *
 * @param truths the same pages as the baseline wants them: with the places of their rows where those are known
 */
record BenchmarkPages(List<Student> roster, List<byte[]> images, List<GeneratedPage> truths, List<Path> files) {
    static final BenchmarkPages NONE = new BenchmarkPages(List.of(), List.of(), List.of(), List.of());

    private static final long SEED = 1;
    private static final int DRAWN = 40;
    /** Of the longer side of A4, in inches. */
    private static final double LONG_SIDE = 297 / 25.4;

    BenchmarkPages {
        roster = List.copyOf(roster);
        images = List.copyOf(images);
        truths = List.copyOf(truths);
        files = List.copyOf(files);
    }

    /** @param dpi to scale the pages to, or 0 */
    static BenchmarkPages of(String folder, String quality, int dpi, int students) throws IOException {
        List<Student> roster = new RosterGenerator(SEED).roster(students);
        List<GeneratedPage> pages = new ArrayList<>();
        for (GeneratedPage page : folder.isEmpty() ? drawn(roster, quality) : loaded(Path.of(folder))) {
            pages.add(dpi == 0 ? page : scaled(page, dpi));
        }
        Path kept = Files.createTempDirectory("korrigo-benchmark");
        kept.toFile().deleteOnExit();
        List<Path> files = new ArrayList<>();
        for (GeneratedPage page : pages) {
            Path file = Files.write(kept.resolve("page-" + files.size()), page.encoded());
            file.toFile().deleteOnExit();
            files.add(file);
        }
        return new BenchmarkPages(
                roster, pages.stream().map(GeneratedPage::encoded).toList(), pages, files);
    }

    byte[] open(int index) throws IOException {
        return Files.readAllBytes(files.get(index));
    }

    private static List<GeneratedPage> drawn(List<Student> roster, String quality) throws IOException {
        ScanQuality scanned = ScanQuality.valueOf(quality.toUpperCase(Locale.ROOT));
        FontGlyphSource glyphs = new FontGlyphSource();
        List<GeneratedPage> pages = new ArrayList<>();
        for (PageCase page : new PageCases(roster, SEED).mixed(DRAWN)) {
            long seed = SEED * 1_000_003 + pages.size() + 1;
            pages.add(page.draw(new PageGenerator(HeaderForm.random(seed), glyphs, scanned, seed)));
        }
        return pages;
    }

    private static List<GeneratedPage> loaded(Path folder) throws IOException {
        List<GeneratedPage> pages = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (ScanFile.recognises(file)) {
                try (ScanFile scan = ScanFile.open(file)) {
                    for (int i = 0; i < scan.pages(); i++) {
                        pages.add(unknown(scan.page(i)));
                    }
                }
            }
        }
        if (pages.isEmpty()) {
            throw new IOException("The folder " + folder + " holds no JPEG, PNG, TIFF or PDF file");
        }
        return pages;
    }

    private static GeneratedPage unknown(byte[] image) {
        return new GeneratedPage(
                image, new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), new PageTruth(1, 1, 0, List.of()));
    }

    /** The page as a JPEG of other size; where its rows are is not known any more. */
    private static GeneratedPage scaled(GeneratedPage page, int dpi) {
        MatOfByte bytes = new MatOfByte(page.encoded());
        Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
        Mat sized = new Mat();
        MatOfByte file = new MatOfByte();
        MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 85);
        double scale = dpi * LONG_SIDE / Math.max(grey.rows(), grey.cols());
        Imgproc.resize(grey, sized, new Size(), scale, scale, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
        Imgcodecs.imencode(".jpg", sized, file, quality);
        byte[] encoded = file.toArray();
        for (Mat mat : List.of(bytes, grey, sized, file, quality)) {
            mat.release();
        }
        return unknown(encoded);
    }
}
