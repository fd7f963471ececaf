package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One copy of the sample class.
 *
 * @param number from 1
 * @param kind of its first page
 * @param hardScan whether a worn scanner took it
 * @param student who wrote it, or null where the roster has nobody
 * @param text what stands in the boxes of its first page
 */
record SampleCopy(
        int number,
        PageKind kind,
        boolean hardScan,
        HeaderForm form,
        @Nullable Student student,
        HeaderText text) {

    private static final List<String> ANSWERS = WordList.read("sample/answers.txt");
    private static final ScanSettings GOOD_SCAN = new ScanSettings(
            150, false, false, 45, new ScanFaults(0.5, 0.001, 0.5, 1.5, 3, 1, 0, 0, 0.02, 0, 45, 45, 150, 150));
    private static final ScanSettings HARD_SCAN = new ScanSettings(
            150, false, false, 45, new ScanFaults(2.2, 0.004, 0.6, 7, 40, 8, 1, 0, 0.35, 0, 45, 45, 150, 150));

    /** Pictures of the pages, and the JSON that {@code korrigo flatten} takes. */
    record Files(List<byte[]> pages, String json) {}

    String id() {
        return String.format(Locale.ROOT, "copy-%02d", number);
    }

    /** Name of the picture of page {@code page}, counted from 1. */
    String pageName(int page) {
        return id() + "-p" + page + ".jpg";
    }

    Files draw() {
        RandomGenerator random = new Random(7_000_003L * number);
        Writer writer = Writer.random(new FontGlyphSource(), random);
        SampleMarks marks = new SampleMarks(random, Math.max(0.2, Math.min(0.97, 0.64 + random.nextGaussian() * 0.2)));
        List<byte[]> pages = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int page = 1; page <= SampleExam.PAGES; page++) {
            pages.add(page(page, writer, marks, random));
            names.add(pageName(page));
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put("copy_id", id());
        copy.put(
                "anonymous_id",
                "HG26-"
                        + Integer.toString(random.nextInt(46_656, 1_679_616), 36)
                                .toUpperCase(Locale.ROOT));
        copy.put("pages", names);
        marks.addTo(copy);
        return new Files(pages, JsonText.of(copy));
    }

    private byte[] page(int page, Writer writer, SampleMarks marks, RandomGenerator random) {
        PageDrawing drawing = new PageDrawing(form, writer, hardScan ? HARD_SCAN : GOOD_SCAN, random);
        drawing.pageFrame(page, SampleExam.PAGES);
        if (page == 1) {
            drawing.header(text, text.lastName().isEmpty() ? List.of() : SampleExam.SUBJECTS);
        }
        List<Double> lines = drawing.answers().rule(page == 1 ? form.bottom() : 8);
        List<AnswerWriter.WrittenLine> written =
                drawing.answers().write(answer(page, marks.achievement(), random), lines);
        boolean upsideDown = page == 1 && kind == PageKind.UPSIDE_DOWN;
        if (!upsideDown) {
            double end = written.get(written.size() - 1).baseline();
            marks.annotate(
                    page - 1, written, lines.stream().filter(y -> y > end).toList());
        }
        return drawing.scan(upsideDown ? 2 : 0).encoded();
    }

    /** Sentences for the page's questions; the better the copy, the more of them. */
    private static String answer(int page, double achievement, RandomGenerator random) {
        StringJoiner answer = new StringJoiner(" ");
        for (String question : SampleExam.QUESTIONS_BY_PAGE.get(page - 1)) {
            if (answer.length() > 0) {
                answer.add("\n").add("\n");
            }
            answer.add(question + ")");
            for (String line : ANSWERS) {
                if (line.startsWith(question + "|") && random.nextDouble() < 0.25 + 0.75 * achievement) {
                    answer.add(line.substring(question.length() + 1));
                    if (random.nextInt(5) == 0) {
                        answer.add("\n");
                    }
                }
            }
        }
        return answer.toString();
    }
}
