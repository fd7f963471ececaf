package io.korrigo.testkit.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the sample class's teacher thinks of one copy. Confined to one thread. */
final class SampleMarks {
    private static final List<String> COMMENTS = WordList.read("sample/comments.txt");
    private static final List<String> REMARKS = WordList.read("sample/remarks.txt");
    private static final List<String> APPRECIATIONS = WordList.read("sample/appreciations.txt");
    /** One annotation for so many lines, at most. */
    private static final int LINES_APART = 4;
    /** Between two annotations, in millimetres. */
    private static final double ROOM = 15;
    /** Where text begins, in millimetres. */
    private static final double MARGIN = 28;

    private final RandomGenerator random;
    private final double achievement;
    private final List<Map<String, Object>> annotations = new ArrayList<>();
    private final List<String> unused = new ArrayList<>(COMMENTS);

    /** @param achievement share of the points that the copy deserves, 0 to 1 */
    SampleMarks(RandomGenerator random, double achievement) {
        this.random = random;
        this.achievement = achievement;
    }

    double achievement() {
        return achievement;
    }

    /**
     * Annotates a page where words find room beside: at the ends of paragraphs, then below the text.
     *
     * @param free heights of the lines below the text, in millimetres
     */
    void annotate(int pageIndex, List<AnswerWriter.WrittenLine> lines, List<Double> free) {
        Iterator<AnswerWriter.WrittenLine> places = roomy(lines, free).iterator();
        for (int line = random.nextInt(1, LINES_APART); line < lines.size(); line += LINES_APART) {
            if (random.nextInt(3) > 0) {
                String comment = anyComment();
                double indent = random.nextDouble(30, 85);
                double w = random.nextDouble(22, 60);
                if (places.hasNext()) {
                    annotations.add(annotation(pageIndex, places.next(), indent / 3, w, comment));
                }
            }
        }
    }

    /** Lines that end early, and empty ones below, with room for a few rows of words between. */
    private static List<AnswerWriter.WrittenLine> roomy(List<AnswerWriter.WrittenLine> lines, List<Double> free) {
        List<AnswerWriter.WrittenLine> places = new ArrayList<>();
        double last = 0;
        for (AnswerWriter.WrittenLine line : lines) {
            if (line.end() > 45 && line.end() < 130 && line.baseline() - last > ROOM) {
                places.add(line);
                last = line.baseline();
            }
        }
        for (double height : free) {
            if (height - last > ROOM) {
                places.add(new AnswerWriter.WrittenLine(height, 0));
                last = height;
            }
        }
        return places;
    }

    /** The next comment by lot, none twice before all were used. */
    private String anyComment() {
        if (unused.isEmpty()) {
            unused.addAll(COMMENTS);
        }
        return unused.remove(random.nextInt(unused.size()));
    }

    /** {@code comment} at the last words of {@code line}, or as a small mark {@code indent} off the margin on an empty one. */
    private static Map<String, Object> annotation(
            int pageIndex, AnswerWriter.WrittenLine line, double indent, double width, String comment) {
        boolean below = line.end() == 0;
        double left = below ? MARGIN + indent : Math.max(MARGIN, line.end() - width);
        String[] parts = comment.split("\\|", -1);
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("page_index", pageIndex);
        annotation.put("x", share(left / Sheet.WIDTH));
        annotation.put("y", share((line.baseline() - 6) / Sheet.HEIGHT));
        annotation.put("w", share((below ? 9 : line.end() + 1 - left) / Sheet.WIDTH));
        annotation.put("h", share(7.5 / Sheet.HEIGHT));
        annotation.put("type", parts[0]);
        annotation.put("content", parts[2]);
        if (!parts[1].equals("-")) {
            annotation.put("score_delta", new BigDecimal(parts[1]));
        }
        return annotation;
    }

    private static BigDecimal share(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }

    /** Adds everything but pages to {@code copy}, in the members of {@code korrigo flatten}. */
    void addTo(Map<String, Object> copy) {
        Map<String, Object> scores = new LinkedHashMap<>();
        Map<String, Object> remarks = new LinkedHashMap<>();
        for (SampleExam.Question question : SampleExam.questions()) {
            double share = Math.max(0, Math.min(1, achievement + random.nextGaussian() * 0.15));
            long halves = StrictMath.round(share * question.points() * 2);
            scores.put(
                    question.id(),
                    BigDecimal.valueOf(halves * 5, 1).stripTrailingZeros().setScale(halves % 2 == 0 ? 0 : 1));
            if (random.nextInt(3) > 0) {
                remarks.put(question.id(), one(REMARKS, question.id() + "|" + level(share) + "|"));
            }
        }
        copy.put("annotations", annotations);
        copy.put("scores", scores);
        copy.put("remarks", remarks);
        copy.put("global_appreciation", one(APPRECIATIONS, level(achievement) + "|"));
    }

    private String one(List<String> lines, String prefix) {
        List<String> fitting =
                lines.stream().filter(line -> line.startsWith(prefix)).toList();
        return fitting.get(random.nextInt(fitting.size())).substring(prefix.length());
    }

    private static String level(double share) {
        return share >= 0.7 ? "good" : share >= 0.45 ? "fair" : "weak";
    }
}
