package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.match.JointPosterior.Claims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointPosteriorTest {
    @Test
    void leavesACopyAloneAsItIs() {
        JointPosterior joint = new JointPosterior(List.of(new Claims(Map.of("a", 0.9), 0.1)));

        assertThat(joint.of(0)).containsExactly(new double[] {0.9}, within(1e-12));
    }

    @Test
    void givesAStudentWhomAnotherCopyHasToNobodyElse() {
        Map<String, Double> torn = new LinkedHashMap<>();
        torn.put("a", 0.3);
        torn.put("b", 0.69999);

        JointPosterior joint = new JointPosterior(List.of(new Claims(Map.of("a", 1.0), 0), new Claims(torn, 1e-5)));

        assertThat(joint.of(0)[0]).isEqualTo(1, within(1e-9));
        assertThat(joint.of(1)[1]).isGreaterThan(0.999);
    }

    @Test
    void putsAClaimOfLessThanWhatCountsToEverybodyElse() {
        Claims claims = new Claims(Map.of("a", 0.5, "b", 0.25, "c", 0.125), 0.125);

        assertThat(claims.without(0.25)).isEqualTo(new Claims(Map.of("a", 0.5, "b", 0.25), 0.25));
        assertThat(claims.without(0.26)).isEqualTo(new Claims(Map.of("a", 0.5), 0.5));
    }

    @Test
    void sumsOverTwelveStudentsAndNoMore() {
        Map<String, Double> twelve = new LinkedHashMap<>();
        for (int student = 0; student < 12; student++) {
            twelve.put("s" + student, 1.0 / 16);
        }
        Map<String, Double> thirteen = new LinkedHashMap<>(twelve);
        thirteen.put("one more", 1.0 / 16);

        assertThat(new JointPosterior(List.of(new Claims(twelve, 0.25))).of(0)).hasSize(12);
        assertThatThrownBy(() -> new JointPosterior(List.of(new Claims(thirteen, 3.0 / 16))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("13 students");
    }

    @Test
    void agreesWithTheSumOverAllWaysToAssign() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 20; trial++) {
            List<Claims> copies = new ArrayList<>();
            for (int copy = 0; copy < 4; copy++) {
                Map<String, Double> students = new LinkedHashMap<>();
                for (String id : List.of("a", "b", "c")) {
                    if (random.nextInt(3) > 0) {
                        students.put(id, random.nextDouble());
                    }
                }
                copies.add(new Claims(students, random.nextDouble()));
            }

            JointPosterior joint = new JointPosterior(copies);

            for (int copy = 0; copy < copies.size(); copy++) {
                double[] expected = byEnumeration(copies, copy);
                assertThat(joint.of(copy)).containsExactly(expected, within(1e-12));
            }
        }
    }

    private static double[] byEnumeration(List<Claims> copies, int copy) {
        List<String> own = List.copyOf(copies.get(copy).students().keySet());
        double[] sums = new double[own.size() + 1];
        enumerate(copies, 0, new ArrayList<>(), 1, copy, own, sums);
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        double[] shares = new double[own.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = sums[i] / total;
        }
        return shares;
    }

    private static void enumerate(
            List<Claims> copies,
            int next,
            List<String> given,
            double weight,
            int copy,
            List<String> own,
            double[] sums) {
        if (next == copies.size()) {
            int place = own.indexOf(given.get(copy));
            sums[place < 0 ? own.size() : place] += weight;
            return;
        }
        given.add("nobody");
        enumerate(copies, next + 1, given, weight * copies.get(next).nobody(), copy, own, sums);
        given.remove(given.size() - 1);
        copies.get(next).students().forEach((id, probability) -> {
            double taken = given.contains(id) ? 1e-3 : 1;
            given.add(id);
            enumerate(copies, next + 1, given, weight * probability * taken, copy, own, sums);
            given.remove(given.size() - 1);
        });
    }
}
