package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.HeaderField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HeaderFormTest {
    private static CombRow row(HeaderForm form, HeaderField field) {
        return form.rows().stream()
                .filter(row -> row.field() == field)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class TrueForms {
        @Test
        void numberAndDateOfCmenLieInOneRowOnTheNamesGrid() {
            HeaderForm form = HeaderForm.cmenV3True();
            CombRow names = row(form, HeaderField.LAST_NAME);
            CombRow number = row(form, HeaderField.CANDIDATE_NUMBER);
            CombRow date = row(form, HeaderField.BIRTH_DATE);

            assertThat(names.boxes()).hasSize(23);
            assertThat(number.boxes()).hasSize(11);
            assertThat(date.first().y()).isEqualTo(number.first().y());
            assertThat(date.first().x()).isCloseTo(names.boxes().get(13).x(), within(1e-9));
            assertThat(date.boxes().get(2).x()).isCloseTo(names.boxes().get(16).x(), within(1e-9));
            assertThat(date.last().x()).isCloseTo(names.last().x(), within(1e-9));
        }

        @Test
        void gapsOfTheDateAreOneBoxWide() {
            for (HeaderForm form : List.of(HeaderForm.cmenV3True(), HeaderForm.ccycTrue())) {
                CombRow date = row(form, HeaderField.BIRTH_DATE);
                double gap = date.boxes().get(2).x() - date.boxes().get(1).right();

                assertThat(gap).isCloseTo(date.first().w(), within(1e-9));
            }
        }

        @Test
        void linesOfNeighbouringRowsOfCmenAreFifteenPixelsApartAt200Dpi() {
            HeaderForm form = HeaderForm.cmenV3True();
            double apart = row(form, HeaderField.FIRST_NAME).first().y()
                    - row(form, HeaderField.LAST_NAME).first().bottom();

            assertThat(apart / 25.4 * 200).isCloseTo(15, within(0.5));
        }
    }

    @Nested
    class WideForms {
        @Test
        void stayOnTheSheet() {
            for (int seed = 0; seed < 300; seed++) {
                HeaderForm form = HeaderForm.wide(seed);

                assertThat(form.bottom()).as("seed %d", seed).isBetween(30.0, 200.0);
                for (CombRow row : form.rows()) {
                    assertThat(row.first().x()).as("seed %d", seed).isGreaterThan(4);
                    assertThat(row.last().right()).as("seed %d", seed).isLessThan(206);
                }
            }
        }

        @Test
        void keepTheirRowsApart() {
            for (int seed = 0; seed < 300; seed++) {
                List<Box> boxes = new ArrayList<>();
                HeaderForm.wide(seed).rows().forEach(row -> boxes.addAll(row.boxes()));
                for (int i = 0; i < boxes.size(); i++) {
                    for (Box other : boxes.subList(i + 1, boxes.size())) {
                        assertThat(overlap(boxes.get(i), other))
                                .as("seed %d", seed)
                                .isFalse();
                    }
                }
            }
        }

        @Test
        void askForTheNamesAndTheDateInAnyWay() {
            Set<List<Boolean>> ways = new HashSet<>();
            for (int seed = 0; seed < 300; seed++) {
                HeaderForm form = HeaderForm.wide(seed);
                Box names = row(form, HeaderField.LAST_NAME).first();
                CombRow date = row(form, HeaderField.BIRTH_DATE);
                boolean besideTheNumber = date.first().y()
                        == row(form, HeaderField.CANDIDATE_NUMBER).first().y();
                double gap = date.boxes().get(2).x() - date.boxes().get(1).right();
                ways.add(List.of(
                        besideTheNumber, gap < 0.9 * names.w(), form.rows().size() > 4));
            }

            assertThat(ways).hasSize(8);
        }

        private boolean overlap(Box a, Box b) {
            double apart = 1e-6;
            return a.x() < b.right() - apart
                    && b.x() < a.right() - apart
                    && a.y() < b.bottom() - apart
                    && b.y() < a.bottom() - apart;
        }
    }
}
