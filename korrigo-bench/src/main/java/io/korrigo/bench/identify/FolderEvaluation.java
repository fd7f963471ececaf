package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.header.CutCell;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and matches pages that lie in folders with their answers, however they were drawn, and tells what became of them.
 *
 * <p>One thread; pages are read one after the other.
 */
public final class FolderEvaluation {
    private FolderEvaluation() {}

    /**
     * What the command line says.
     *
     * @param readings file for what was read, or null; of one folder only, since each has its own roster
     * @param cells folder for the cut boxes, or null
     * @param side of their patches in pixels
     * @param sheet file for the picture of boxes that are surely said and wrong, or null
     */
    private record Request(
            List<Path> folders,
            @Nullable Path readings,
            @Nullable Path cells,
            int side,
            @Nullable Path sheet) {
        static Request of(Options given) {
            Path readings = given.path("--readings");
            Path cells = given.path("--cells");
            int side = given.number("--side", 1, 48);
            Path sheet = given.path("--sheet");
            List<Path> folders = given.values().stream().map(Path::of).toList();
            if (folders.isEmpty()) {
                throw new IllegalArgumentException("Which folder?");
            }
            if (readings != null && folders.size() > 1) {
                throw new IllegalArgumentException("--readings takes one folder, not " + folders.size());
            }
            return new Request(folders, readings, cells, side, sheet);
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "what is read and decided on pages that another recipe drew",
                "DIR... [--readings FILE.gz] [--sheet FILE.png] [--cells OUT [--side 48]]",
                Request::of,
                FolderEvaluation::evaluate);
    }

    private static void evaluate(Request request) throws IOException {
        if (request.cells() == null) {
            show(read(request.folders(), FolderEvaluation::leaveOut), request);
            return;
        }
        try (CellFiles cells = new CellFiles(request.cells(), request.side())) {
            show(
                    read(
                            request.folders(),
                            (page, encoded) -> PageCells.add(
                                    CutCell.of(encoded, request.side()), page.truth(), page.quality(), cells)),
                    request);
        }
    }

    /** What is done with the boxes of a page that keeps to them. */
    private interface Cutting {
        void cut(FiledPage page, byte[] encoded) throws IOException;
    }

    private static void leaveOut(FiledPage page, byte[] encoded) {}

    /**
     * What became of all pages.
     *
     * @param boxes of the pages that keep to them
     * @param readings of all pages
     */
    record Outcome(FolderReport report, BoxTally boxes, List<KeptReadings.Page> readings) {}

    /** Reads and matches the pages of folders, each with its own roster. */
    static Outcome read(List<Path> folders) throws IOException {
        return read(folders, FolderEvaluation::leaveOut);
    }

    private static Outcome read(List<Path> folders, Cutting cutting) throws IOException {
        List<FolderReport.Answer> answers = new ArrayList<>();
        BoxTally boxes = new BoxTally();
        List<KeptReadings.Page> kept = new ArrayList<>();
        try (HeaderReader reader = new HeaderReader()) {
            for (Path folder : folders) {
                PageFolder pages = PageFolder.read(folder);
                StudentMatcher matcher = new StudentMatcher(pages.students());
                for (FiledPage page : pages.pages()) {
                    byte[] encoded = Files.readAllBytes(page.picture());
                    HeaderReading reading = reader.read(encoded);
                    answers.add(FolderReport.Answer.of(page, pages.students(), reading, matcher.match(reading)));
                    kept.add(kept(page, reading));
                    if (page.keepsToBoxes()) {
                        boxes.add(page, reading);
                        cutting.cut(page, encoded);
                    }
                }
            }
        }
        return new Outcome(new FolderReport(answers), boxes, kept);
    }

    private static KeptReadings.Page kept(FiledPage page, HeaderReading reading) {
        return new KeptReadings.Page(
                String.valueOf(page.picture().getFileName()),
                page.kind(),
                "",
                page.expectation(),
                page.expectation() == Expectation.REJECT ? -1 : page.student(),
                PageRead.of(page.truth(), reading, 0).exact(),
                PageRead.drawn(page.truth()),
                reading);
    }

    private static void show(Outcome outcome, Request request) throws IOException {
        outcome.report().print(System.out);
        outcome.boxes().print(System.out);
        if (request.readings() != null) {
            List<Student> roster = PageFolder.read(request.folders().get(0)).students();
            new KeptReadings(roster, outcome.readings()).write(request.readings());
        }
        if (request.sheet() != null) {
            BoxSheet.write(request.sheet(), outcome.boxes().surelyWrong());
        }
    }
}
