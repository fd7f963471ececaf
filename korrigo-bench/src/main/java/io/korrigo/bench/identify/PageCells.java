package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.header.CutCell;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.IdxGlyphSource;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageTruth;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Draws pages, cuts their headers' boxes as the reader does, and writes patches and what they hold for the training of
 * the character model.
 *
 * <p>Page by page the scans are easy, normal, hard and worst in turn; one page in five has a letter crossed out. A box
 * that was not found, or found in another place, or has no ink for the reader to see, is left out. All follows from the
 * seed.
 *
 * <p>Arguments: folder of the handwriting, {@code training}, {@code calibration} or {@code test} for the writers to take,
 * number of pages, seed, side of the patches in pixels, folder to write to; for example {@code ./korrigo bench cells
 * ../shared/handwriting training 600 1 48 target/cells/training}.
 */
public final class PageCells {
    private static final int STUDENTS = 400;

    private final IdxGlyphSource glyphs;
    private final int side;
    private final CellFiles files;

    private PageCells(IdxGlyphSource glyphs, int side, CellFiles files) {
        this.glyphs = glyphs;
        this.side = side;
        this.files = files;
    }

    /** What the command line says, in its order. */
    private record Request(Path data, String writers, int pages, long seed, int side, Path out) {
        static Request of(Options given) {
            List<String> values = given.values();
            if (values.size() != 6) {
                throw new IllegalArgumentException("Six arguments, not " + values.size());
            }
            return new Request(
                    Path.of(values.get(0)),
                    values.get(1),
                    Options.number("PAGES", 1, values.get(2)),
                    Options.seed("SEED", values.get(3)),
                    Options.number("SIDE", 1, values.get(4)),
                    Path.of(values.get(5)));
        }

        Request {
            if (!List.of("training", "calibration", "test").contains(writers)) {
                throw new IllegalArgumentException("No such writers: " + writers);
            }
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "cuts characters out of drawn pages, to train the character model",
                "DATA training|calibration|test PAGES SEED SIDE OUT",
                Request::of,
                PageCells::write);
    }

    private static void write(Request request) throws IOException {
        try (CellFiles files = new CellFiles(request.out(), request.side())) {
            PageCells cells = new PageCells(writers(request.data(), request.writers()), request.side(), files);
            cells.pages(request.pages(), request.seed());
            System.out.println(files.count() + " cells of " + request.pages() + " pages");
        }
    }

    private static IdxGlyphSource writers(Path data, String which) throws IOException {
        return switch (which) {
            case "training" -> IdxGlyphSource.training(data);
            case "calibration" -> IdxGlyphSource.calibration(data);
            default -> IdxGlyphSource.keptOut(data);
        };
    }

    private void pages(int count, long seed) throws IOException {
        List<Student> roster = new RosterGenerator(seed).roster(STUDENTS);
        PageCases cases = new PageCases(roster, seed);
        for (int i = 0; i < count; i++) {
            ScanQuality quality = ScanQuality.values()[i % ScanQuality.values().length];
            PageKind kind = i % 5 == 4 ? PageKind.CORRECTED : PageKind.OK;
            PageCase page = cases.page(kind, roster.get(i % roster.size()));
            long pageSeed = seed * 1_000_003 + i;
            page(page.draw(new PageGenerator(form(i, pageSeed), glyphs, quality, pageSeed)), quality);
        }
    }

    /** Of five pages of a quality two on wide forms, and one each on a form by lot and the ministry's two. */
    private static HeaderForm form(int page, long seed) {
        return switch (page / ScanQuality.values().length % 5) {
            case 0 -> HeaderForm.random(seed);
            case 1 -> HeaderForm.cmenV3True();
            case 2 -> HeaderForm.ccycTrue();
            default -> HeaderForm.wide(seed);
        };
    }

    private void page(GeneratedPage page, ScanQuality quality) throws IOException {
        add(CutCell.of(page.encoded(), side), page.truth(), quality.ordinal(), files);
    }

    /** Files the cells that lie on a drawn box, with what it holds; others are left out. */
    static void add(List<CutCell> cells, PageTruth truth, int quality, CellFiles files) {
        List<PageTruth.Cell> drawn =
                truth.rows().stream().flatMap(row -> row.boxes().stream()).toList();
        for (CutCell cell : cells) {
            Optional<PageTruth.Cell> box =
                    drawn.stream().filter(each -> covers(cell, each)).findFirst();
            if (box.isPresent()) {
                files.add(cell.patch(), CellReading.CLASSES.indexOf(label(box.get())), quality);
            }
        }
    }

    private static char label(PageTruth.Cell box) {
        return box.content().startsWith("#") ? CellReading.CROSSED_OUT : box.letter();
    }

    /** Whether each corner of the cell lies within a quarter of a box of the drawn one: the same way up, too. */
    private static boolean covers(CutCell cell, PageTruth.Cell box) {
        List<Point2D> corners = box.corners();
        double quarter =
                Math.min(corners.get(0).distance(corners.get(1)), corners.get(1).distance(corners.get(2))) / 4;
        for (int i = 0; i < 4; i++) {
            if (cell.corners().get(i).distance(corners.get(i)) > quarter) {
                return false;
            }
        }
        return true;
    }
}
