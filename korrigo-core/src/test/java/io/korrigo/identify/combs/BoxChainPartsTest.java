package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoxChainPartsTest {
    private static final int WIDTH = 20;

    private final Map<Span, Double> lines = new HashMap<>();

    /** Boxes on a grid: a letter for a box with lines, a dot for a place without. */
    private BoxChain grid(String boxes) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < boxes.length(); i++) {
            Span span = new Span(WIDTH * i, WIDTH * (i + 1));
            spans.add(span);
            lines.put(span, boxes.charAt(i) == '.' ? 0.0 : 1.0);
        }
        return new BoxChain(spans, 5);
    }

    private List<BoxChain> parts(BoxChain chain) {
        return new BoxChainParts(span -> lines.getOrDefault(span, 1.0)).of(chain);
    }

    private List<List<Integer>> groups(BoxChain chain) {
        return parts(chain).stream().map(BoxChain::groups).toList();
    }

    @Nested
    class Dates {
        @Test
        void areTakenApartFromTheNumberAndTheLabelBeforeThem() {
            assertThat(groups(grid("NNNNNNNNNNN..DD.MM.YYYY"))).containsExactly(List.of(11), List.of(2, 2, 4));
        }

        @Test
        void areTakenApartFromANumberBehindThem() {
            assertThat(groups(grid("DD.MM.YYYY..NNNNNNNN"))).containsExactly(List.of(2, 2, 4), List.of(8));
        }

        @Test
        void areFoundOnAPageUpsideDown() {
            assertThat(groups(grid("YYYY.MM.DD..NNNNNNNNNNN"))).containsExactly(List.of(4, 2, 2), List.of(11));
        }

        @Test
        void areFoundWithALabelAsNarrowAsTheirGaps() {
            assertThat(groups(grid("NNNNNNN.DD.MM.YYYY"))).containsExactly(List.of(7), List.of(2, 2, 4));
        }

        @Test
        void keepTheirPlaces() {
            BoxChain date = parts(grid("NNNNNNNNNNN..DD.MM.YYYY")).get(1);

            assertThat(date.first().left()).isEqualTo(13 * WIDTH);
            assertThat(date.last().right()).isEqualTo(23 * WIDTH);
        }

        @Test
        void haveGapsThatAreAlike() {
            assertThat(groups(grid("DD.MM..YYYY"))).doesNotContain(List.of(2, 2, 4));
        }
    }

    @Nested
    class OtherRows {
        @Test
        void stayWholeWhereLinesAreSeenEverywhere() {
            BoxChain chain = grid("NNNNNNNNNNNNNNNN");

            assertThat(parts(chain)).containsExactly(chain);
        }

        @Test
        void stayWholeWhereTheLinesOfOneBoxFailed() {
            BoxChain chain = grid("NNNNN.NNNNNNNNNN");

            assertThat(parts(chain)).containsExactly(chain);
        }

        @Test
        void areCutWhereNothingIsPrintedForTwoBoxes() {
            assertThat(groups(grid("NNNNNNNN..IIIII"))).containsExactly(List.of(8), List.of(5));
        }

        @Test
        void loseWhatLiesFarBeyondTheirLines() {
            assertThat(groups(grid("..NNNNNNNN.."))).containsExactly(List.of(8));
            assertThat(groups(grid(".NNNNNNNN."))).containsExactly(List.of(10));
        }

        @Test
        void stayWholeWhereHardlyAnyLineCanBeSeen() {
            BoxChain chain = grid("..NN.......N...");

            assertThat(parts(chain)).containsExactly(chain);
        }
    }

    @Nested
    class Lines {
        private BoxChain withBareness(double share) {
            BoxChain chain = grid("NNNNNNNNNNN..DD.MM.YYYY");
            lines.replaceAll((span, lines) -> lines == 0 ? share : lines);
            return chain;
        }

        @Test
        void seenInAlmostEnoughColumnsMakeNoBox() {
            assertThat(groups(withBareness(BoxChainParts.BARE - 0.01))).hasSize(2);
        }

        @Test
        void seenInEnoughColumnsMakeABox() {
            assertThat(groups(withBareness(BoxChainParts.BARE))).hasSize(1);
        }

        private BoxChain printed(double share) {
            BoxChain chain = grid("NNNNNNNNNNN..DD.MM.YYYY");
            lines.replaceAll((span, lines) -> lines == 1 ? share : lines);
            return chain;
        }

        @Test
        void tellWhereBoxesAreFromAGoodPrintOn() {
            assertThat(groups(printed(BoxChainParts.PRINTED))).hasSize(2);
            assertThat(groups(printed(BoxChainParts.PRINTED - 0.01))).hasSize(1);
        }
    }

    @Nested
    class Gaps {
        private BoxChain apart(int gap) {
            List<Span> spans = new ArrayList<>();
            int x = 0;
            for (int size : new int[] {6, 2, 2, 4}) {
                for (int i = 0; i < size; i++) {
                    spans.add(new Span(x, x + WIDTH));
                    x += WIDTH;
                }
                x += gap;
            }
            return new BoxChain(spans, 5);
        }

        @Test
        void offTheGridPartADateToo() {
            assertThat(groups(apart(13))).containsExactly(List.of(6), List.of(2, 2, 4));
        }

        @Test
        void ofADateAreAtMostALittleWiderThanABox() {
            assertThat(groups(apart((int) (BoxChainParts.WIDEST_SEPARATOR * WIDTH))))
                    .hasSize(2);
            assertThat(groups(apart((int) (BoxChainParts.WIDEST_SEPARATOR * WIDTH) + 1)))
                    .doesNotContain(List.of(2, 2, 4));
        }
    }
}
