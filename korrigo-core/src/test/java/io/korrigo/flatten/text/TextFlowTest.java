package io.korrigo.flatten.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.flatten.pdf.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFlowTest {
    @Test
    void losesNoCharacterAndExceedsNoWidthWhateverIsWrapped() {
        Random random = new Random(17);
        for (int n = 0; n < 300; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(120); i >= 0; i--) {
                text.append("abcœ   -\n漢€".charAt(random.nextInt(11)));
            }
            double width = 1500 + random.nextInt(8000);
            TextFlow flow = flow(text.toString());

            List<TextFlow.Line> lines = flow.wrap(width);

            assertThat(lines)
                    .allSatisfy(line -> assertThat((double) line.width()).isLessThanOrEqualTo(width));
            assertThat(String.join("", texts(flow, lines)).replaceAll("\\s", ""))
                    .isEqualTo(text.toString().replaceAll("\\s", ""));
        }
    }

    @Test
    void breaksAtSpacesAndKeepsFrenchPunctuationWithItsWord() {
        TextFlow flow = flow("Pourquoi ? Et « alors » : 12 % !");
        double pourquoi = flow("Pourquoi ?").naturalWidth();

        assertThat(texts(flow, flow.wrap(pourquoi))).first().isEqualTo("Pourquoi ?");
        for (double width = 2000; width < 15000; width += 250) {
            List<TextFlow.Line> lines = flow.wrap(width);
            if (lines.stream().allMatch(line -> line.width() > 2000)) {
                assertThat(texts(flow, lines)).noneMatch(line -> line.matches("[?!:%»].*") || line.endsWith("«"));
            }
        }
    }

    @Test
    void keepsTheTextsOwnLineEnds() {
        TextFlow flow = flow("a\n\nb\r\nc");

        assertThat(texts(flow, flow.wrap(10_000))).containsExactly("a", "", "b", "c");
    }

    @Test
    void composesAccentsThatAreWrittenApart() {
        TextFlow flow = flow("e\u0301te\u0301");

        assertThat(texts(flow, flow.wrap(10_000))).containsExactly("été");
    }

    @Test
    void putsRightToLeftWordsInReadingOrder() {
        TextFlow flow = flow("ab שלום cd");
        TextFlow.Line line = flow.wrap(100_000).get(0);

        StringBuilder drawn = new StringBuilder();
        for (int i : flow.visualOrder(line)) {
            drawn.appendCodePoint(flow.shown(i));
        }

        assertThat(drawn).hasToString("ab םולש cd");
    }

    @Test
    void turnsBracketsAndDrawsVowelsWhereTheirLettersAreFromRightToLeft() {
        assertThat(drawn("(שלום) ≤ ב")).isEqualTo("ב ≥ (םולש)");
        // bet with qamats, then gimel: the mark moves nothing on, and the letter is drawn over the same place
        assertThat(drawn("ב\u05B8ג")).isEqualTo("ג\u05B8ב");
    }

    @Test
    void keepsASignBeforeItsNumberFromRightToLeft() {
        assertThat(drawn("\u22120,5  ב -3")).isEqualTo("-3 ב  \u22120,5");
    }

    @Test
    void obeysWhatIsolatesAWordFromRightToLeft() {
        assertThat(drawn("ב – 1 / 3")).isEqualTo("3 / 1 – ב");
        assertThat(drawn("a ב – 1 / 3")).isEqualTo("a 3 / 1 – ב");
        assertThat(drawn("a \u2068ב\u2069 – 1 / 3")).isEqualTo("a ב – 1 / 3");
        assertThat(drawn("a ב\u200E – 1 / 3")).isEqualTo("a ב – 1 / 3");
    }

    @Test
    void drawsAlefWaslaAsAlefAndKeepsWhatWasTyped() {
        TextFlow flow = flow("\u0671");

        assertThat(drawn("\u0671")).isEqualTo(drawn("\u0627"));
        assertThat(flow.meant(0)).isEqualTo(0x0671);
    }

    @Test
    void neverPartsALetterFromItsAccent() {
        // no composed form exists
        TextFlow flow = flow("x\u0304".repeat(30));

        for (double width = 600; width < 4000; width += 100) {
            assertThat(texts(flow, flow.wrap(width))).noneMatch(line -> line.startsWith("\u0304"));
        }
    }

    private static String drawn(String text) {
        TextFlow flow = flow(text);
        StringBuilder drawn = new StringBuilder();
        for (int i : flow.visualOrder(flow.wrap(100_000).get(0))) {
            drawn.appendCodePoint(flow.shown(i));
        }
        return drawn.toString();
    }

    @Test
    void joinsArabicLetters() {
        int[] shown = ArabicForms.join("بيت".codePoints().toArray());

        assertThat(shown).containsExactly(0xFE91, 0xFEF4, 0xFE96);
    }

    private static TextFlow flow(String text) {
        return TextFlow.of(text, false, Ink.BLACK);
    }

    private static List<String> texts(TextFlow flow, List<TextFlow.Line> lines) {
        List<String> texts = new ArrayList<>();
        for (TextFlow.Line line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = line.from(); i < line.to(); i++) {
                text.appendCodePoint(flow.meant(i));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void drawsPlainFormsOfLettersThatNoFontHas() {
        // mathematical italic x, a hand with a skin tone, a keycap, full-width A
        assertThat(drawn("\uD835\uDC65")).isEqualTo("x");
        assertThat(drawn("\uD83D\uDC4D\uD83C\uDFFE")).isEqualTo("\uD83D\uDC4D");
        assertThat(drawn("3\uFE0F\u20E3")).isEqualTo("3");
        assertThat(drawn("\uFF21")).isEqualTo("A");
    }

    @Test
    void breaksAtSoftHyphensAndShowsNothingThere() {
        TextFlow flow = flow("dé\u00ADri\u00ADvable");

        assertThat(texts(flow, flow.wrap(flow.naturalWidth()))).containsExactly("dérivable");
        assertThat(texts(flow, flow.wrap(flow.naturalWidth() * 0.7))).containsExactly("déri", "vable");
    }

    @Test
    void keepsTheMinusWithItsNumber() {
        TextFlow flow = flow("aaaaaaaaa -0,25 peut-\u00EAtre");

        assertThat(texts(flow, flow.wrap(flow("aaaaaaaaa -").naturalWidth())))
                .containsExactly("aaaaaaaaa", "-0,25 peut-", "\u00EAtre");
    }
}
