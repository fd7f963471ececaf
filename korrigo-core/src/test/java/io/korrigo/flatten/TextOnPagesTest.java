package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.flatten.text.ReadingOrder;
import io.korrigo.flatten.text.TextFlow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextOnPagesTest {
    private static final byte[] BLANK = Pictures.jpeg(Pictures.blank(595, 842));

    @TempDir
    Path folder;

    @Test
    void isExtractedAsItWasTyped() throws IOException {
        String typed = "Élève très sûr : œ – ’ … € → ≤ « Ça où ? » αβΩ ∑ √ ∫ ≠ ½ Ÿ ƒ";

        String text =
                Copies.text(Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, typed, null))));

        for (String word : typed.split(" ")) {
            assertThat(text).contains(word);
        }
    }

    @Test
    void writesHalfPointsAsTheLanguageDoes() throws IOException {
        CopyToFlatten copy = Copies.of(
                BLANK,
                Copies.annotation(AnnotationType.ERROR, "", "-0.5"),
                Copies.annotation(AnnotationType.BONUS, "", "1.50"));
        CopyMarks marks = Copies.scores(Map.of("1", "2.25"));

        String french = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.FRANCE)));
        String english = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.ENGLISH)));

        assertThat(french)
                .contains("\u22120,5")
                .contains("+1,5")
                .contains("2,25")
                .contains("Relevé de Notes")
                .contains("Copie : A-001");
        assertThat(english)
                .contains("-0.5")
                .contains("+1.5")
                .contains("2.25")
                .contains("Mark sheet")
                .contains("Copy: A-001");
    }

    @Test
    void showsABoxForACharacterThatNoFontHasAndReportsIt() throws IOException {
        CopyToFlatten copy = Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, "漢 et \uDBFF\uDFFD fin", null));

        FlattenedCopy flattened = new CopyFlattener().flatten(copy, folder.resolve("x.pdf"));

        assertThat(flattened.substituted()).isEqualTo(Set.of(0x6F22, 0x10FFFD));
        assertThat(Copies.text(Files.readAllBytes(folder.resolve("x.pdf"))))
                .contains("漢")
                .contains("fin");
    }

    @Test
    void survivesControlCharactersTabsLoneSurrogatesAndEveryKindOfLineEnd() throws IOException {
        String hostile = "a\tb\r\nc\rd\u2028e\u0000f\u0007g\uD800h\u200Bi\uFEFF\u00ADj\n\n";

        String text =
                Copies.text(Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, hostile, null))));

        assertThat(text.replaceAll("\\s+", "")).contains("abcdefg\uFFFDhij");
    }

    @Test
    void listsQuestionsInNumericOrderWithRemarksAppreciationAndSum() throws IOException {
        CopyMarks marks = new CopyMarks(
                Map.of("2", new BigDecimal("3"), "1.10", new BigDecimal("0.5"), "1.2", new BigDecimal("1.25")),
                Map.of("1.2", "À justifier"),
                "Bon travail.");

        String text = Copies.text(Copies.flatten(Copies.marked(Copies.of(BLANK), marks, Locale.FRENCH)));

        assertThat(text)
                .containsSubsequence("1.2", "1,25", "À justifier", "1.10", "0,5", "2", "3", "4,75", "Bon travail.");
    }

    @Test
    void followsTheMarkingSchemeAndNamesTheScale() throws IOException {
        CopyMarks marks = Copies.scores(Map.of("1", "2", "2", "3.5", "9", "1"));
        FlattenOptions options = new FlattenOptions(
                Locale.FRENCH,
                "Bac blanc",
                new BigDecimal("20"),
                List.of(
                        new QuestionLine("2", "Exercice B", new BigDecimal("4")),
                        new QuestionLine("1", "Exercice A", new BigDecimal("2.5"))));
        CopyToFlatten copy =
                new CopyToFlatten("c1", "A-001", List.of(Copies.source("p", BLANK)), List.of(), marks, options);

        String text = Copies.text(Copies.flatten(copy));

        assertThat(text)
                .containsSubsequence("Bac blanc", "Exercice B", "3,5 / 4", "Exercice A", "2 / 2,5", "9", "6,5 / 20");
    }

    @Test
    void drawsArabicJoinedAndFromRightToLeftAndExtractsItsLetters() throws IOException {
        String arabic = "شكرا";

        String text = Copies.text(
                Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, arabic + " (bien)", null))));

        assertThat(text).contains(arabic).contains("bien");
    }

    @Test
    void drawsEmojiInInk() throws IOException {
        CopyToFlatten copy =
                Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, "👍🎉✅❤️😀👩‍🏫💯 bravo", null));

        FlattenedCopy flattened = new CopyFlattener().flatten(copy, folder.resolve("x.pdf"));

        byte[] pdf = Files.readAllBytes(folder.resolve("x.pdf"));
        assertThat(flattened.substituted()).isEmpty();
        assertThat(Copies.text(pdf)).contains("👍🎉✅❤😀👩🏫💯").contains("bravo");
        BufferedImage picture = Copies.render(pdf, 0);
        int inked = 0;
        for (int x = (int) (595 * 0.46); x < 560; x++) {
            for (int y = 160; y < 190; y++) {
                inked += (picture.getRGB(x, y) >> 16 & 0xFF) < 128 ? 1 : 0;
            }
        }
        // seven pictures of about 10 by 10 points, drawn in lines
        assertThat(inked).isBetween(120, 900);
    }

    @Test
    void isExtractedOrReportedWhateverIsTyped() throws IOException {
        Set<Integer> drawable = new java.util.HashSet<>();
        for (String font : List.of("DejaVuSans", "NotoEmoji-Regular")) {
            try (var parsed = new TTFParser()
                    .parse(new RandomAccessReadBuffer(TextFlow.class.getResourceAsStream(font + ".ttf")))) {
                CmapLookup characters = parsed.getUnicodeCmapLookup();
                for (int c = 1; c < 0x20000; c++) {
                    if (characters.getGlyphId(c) != 0) {
                        drawable.add(c);
                    }
                }
            }
        }
        Random random = new Random(23);
        Set<Integer> missing = new java.util.TreeSet<>();
        StringBuilder typed = new StringBuilder();
        while (typed.length() < 3000) {
            int c = random.nextInt(0x20000);
            int type = Character.getType(c);
            boolean plain = Character.isDefined(c)
                    && Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFC)
                    && type != Character.SURROGATE
                    && type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.NON_SPACING_MARK
                    && type != Character.SPACE_SEPARATOR
                    && c != 0x20E3
                    && !(c >= 0x1F3FB && c <= 0x1F3FF)
                    && !(c >= 0xFE00 && c <= 0xFE0F);
            if (plain) {
                typed.appendCodePoint(c).append(typed.length() % 40 < 3 ? " " : "");
                String plainer = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                boolean other =
                        plainer.codePointCount(0, plainer.length()) == 1 && drawable.contains(plainer.codePointAt(0));
                if (!drawable.contains(c) && !other) {
                    missing.add(c);
                }
            }
        }

        FlattenedCopy flattened = new CopyFlattener()
                .flatten(
                        Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, typed.toString(), null)),
                        folder.resolve("x.pdf"));

        assertThat(flattened.substituted()).isEqualTo(missing);
        Set<Integer> extracted = Copies.text(Files.readAllBytes(folder.resolve("x.pdf")))
                .codePoints()
                .boxed()
                .collect(Collectors.toSet());
        assertThat(missing).hasSizeGreaterThan(300);
        // PDFBox turns what is read from right to left by halves of surrogates, and takes forms of letters for letters
        assertThat(typed.codePoints()
                        .filter(c -> c != ' ' && !ReadingOrder.asksFor(c))
                        .boxed()
                        .filter(c -> !extracted.contains(c)))
                .as("lost")
                .isEmpty();
    }
}
