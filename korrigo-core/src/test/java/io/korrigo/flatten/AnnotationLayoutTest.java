package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.text.TextFlow;
import io.korrigo.flatten.text.TextPainter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the places for words, over random annotations on pages of several sizes. */
@Tag("slow")
class AnnotationLayoutTest {
    private static final Wording FRENCH = Wording.of(Locale.FRENCH);
    private static final double[][] SIZES = {{595, 842}, {842, 595}, {420, 595}, {842, 1191}, {297, 842}};
    private static final List<String> WORDS = List.of(
            "Bien",
            "vu",
            "la",
            "justification",
            "manque",
            "pourquoi",
            "f’",
            "continue ?",
            "« réciproque »",
            "12 %",
            "≤",
            "incompréhensiblement",
            "à",
            "revoir…",
            "שלום",
            "😀");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsWordsOnThePageAndOfReadableSizeHoweverManyThereAre(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 60; n++) {
            PageFrame frame = frame(random);
            List<Note> notes = notes(random, frame, 1 + random.nextInt(30), 120);

            List<AnnotationLayout.Placed> placed = AnnotationLayout.of(frame, notes, FRENCH, PageInk.NONE);

            Area page = new Area(0, 0, frame.width(), frame.height());
            assertThat(placed).allSatisfy(words -> {
                assertThat(page.contains(words.area()))
                        .as("%s on %s", words.area(), page)
                        .isTrue();
                assertThat(words.size()).isBetween(6.0, 10.0);
                assertThat(TextPainter.height(words.lines().size(), words.size()))
                        .isLessThanOrEqualTo(words.area().height() + 0.01);
                assertThat(words.lines())
                        .allSatisfy(line -> assertThat(line.width() * words.size() / 1000)
                                .isLessThanOrEqualTo(words.area().width() + 0.01));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void writesEveryWordOfAFewAnnotationsOverNoOtherWord(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 60; n++) {
            PageFrame frame = frame(random);
            List<Note> notes = notes(random, frame, 1 + random.nextInt(6), 15);

            List<AnnotationLayout.Placed> placed = AnnotationLayout.of(frame, notes, FRENCH, PageInk.NONE);

            for (int i = 0; i < placed.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(placed.get(i).area().overlaps(placed.get(j).area()))
                            .isFalse();
                }
            }
            StringBuilder wanted = new StringBuilder();
            notes.forEach(note -> wanted.append(text(note.score())).append(text(note.content())));
            StringBuilder written = new StringBuilder();
            placed.forEach(words -> written.append(text(words.flow())));
            assertThat(letters(written)).isEqualTo(letters(wanted));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10, 11, 12})
    void leavesABoxAloneWhereThereIsRoomBesideIt(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            PageFrame frame = frame(random);
            Note note = notes(random, frame, 1, 25).get(0);
            Area box = note.box();
            double right = frame.width() - box.right();
            double below = frame.height() - box.bottom();
            boolean room = Math.max(right, box.x()) > 180 || Math.max(below, box.y()) > 150;

            for (AnnotationLayout.Placed words : AnnotationLayout.of(frame, List.of(note), FRENCH, PageInk.NONE)) {
                assertThat(room && words.area().overlaps(box))
                        .as("%s over %s on a page of %s", words.area(), box, frame)
                        .isFalse();
                assertThat(!room || words.size() == 10).as("full size").isTrue();
            }
        }
    }

    private static PageFrame frame(Random random) {
        double[] size = SIZES[random.nextInt(SIZES.length)];
        return PageFrame.upright(size[0], size[1]);
    }

    private static List<Note> notes(Random random, PageFrame frame, int count, int words) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double w = 0.02 + 0.9 * random.nextDouble() * random.nextDouble();
            double h = 0.01 + 0.5 * random.nextDouble() * random.nextDouble();
            StringBuilder content = new StringBuilder();
            for (int word = random.nextInt(words + 1); word > 0; word--) {
                content.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(20) == 0 ? "\n" : " ");
            }
            Annotation annotation = new Annotation(
                    0,
                    new PageRegion((1 - w) * random.nextDouble(), (1 - h) * random.nextDouble(), w, h),
                    AnnotationType.values()[random.nextInt(4)],
                    content.toString(),
                    random.nextBoolean() ? null : new BigDecimal("-0.25"));
            notes.add(Note.of(annotation, i + 1, frame, FRENCH));
        }
        return notes;
    }

    private static String text(TextFlow flow) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < flow.length(); i++) {
            text.appendCodePoint(flow.meant(i));
        }
        return text.toString();
    }

    /** Sorted, since places are not in the order of the notes. */
    private static String letters(CharSequence text) {
        return text.chars()
                .filter(c -> !Character.isWhitespace(c) && c != 0xA0)
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
