package io.korrigo.testkit.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the sample class's teacher thinks of one copy. Confined to one thread. */
final class SampleMarks {
    private static final List<String> COMMENTS = WordList.read("sample/comments.txt");
    private static final List<String> REMARKS = WordList.read("sample/remarks.txt");
    private static final List<String> APPRECIATIONS = WordList.read("sample/appreciations.txt");
    /** Lines between two annotations, so that their words have room. */
    private static final int LINES_APART = 4;

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

    /** Annotates a page whose text stands on the lines at {@code heights}, in millimetres. */
    void annotate(int pageIndex, List<Double> heights) {
        for (int line = random.nextInt(1, LINES_APART); line < heights.size(); line += LINES_APART) {
            if (random.nextInt(3) > 0) {
                annotations.add(annotation(pageIndex, heights.get(line)));
            }
        }
    }

    private Map<String, Object> annotation(int pageIndex, double height) {
        if (unused.isEmpty()) {
            unused.addAll(COMMENTS);
        }
        String[] comment = unused.remove(random.nextInt(unused.size())).split("\\|", -1);
        double x = random.nextDouble(30, 85);
        double w = random.nextDouble(22, 60);
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("page_index", pageIndex);
        annotation.put("x", share(x / Sheet.WIDTH));
        annotation.put("y", share((height - 6) / Sheet.HEIGHT));
        annotation.put("w", share(w / Sheet.WIDTH));
        annotation.put("h", share(7.5 / Sheet.HEIGHT));
        annotation.put("type", comment[0]);
        annotation.put("content", comment[2]);
        if (!comment[1].equals("-")) {
            annotation.put("score_delta", new BigDecimal(comment[1]));
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
