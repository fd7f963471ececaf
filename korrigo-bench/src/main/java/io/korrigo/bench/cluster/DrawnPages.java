package io.korrigo.bench.cluster;

import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scanned pages from open fonts, the same for the same numbers.
 *
 * @param students one for each header
 * @param headers picture files of first pages, each by the student of the same place
 * @param inner picture files of pages without a header
 */
record DrawnPages(List<Student> students, List<byte[]> headers, List<byte[]> inner) {
    private static final int INNER = 3;
    private static final long SEED = 20261124;

    static DrawnPages draw(int headers) {
        List<Student> students = new RosterGenerator(SEED).roster(headers);
        return new DrawnPages(
                students,
                IntStream.range(0, headers)
                        .parallel()
                        .mapToObj(i -> generator(i)
                                .draw(HeaderText.of(students.get(i)))
                                .encoded())
                        .toList(),
                IntStream.range(0, INNER)
                        .parallel()
                        .mapToObj(i -> generator(i).drawInnerPage().encoded())
                        .toList());
    }

    private static PageGenerator generator(int number) {
        return new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, SEED + number);
    }
}
