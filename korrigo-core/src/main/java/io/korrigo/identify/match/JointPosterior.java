package io.korrigo.identify.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How probable each student is for each of a few copies, given that a student hands in one copy.
 *
 * <p>Exact: the sum over all ways to give students to copies, each student to one copy, or to none (absent), each copy to
 * one student or to nobody of the roster. It is carried from copy to copy over the sets of students that are taken, so
 * the work grows with two to the number of students; {@link #MOST_STUDENTS} is what that bears.
 *
 * <p>The rule has exceptions, a copy scanned twice, a sheet taken for a copy: a taken student costs {@link #TWICE}
 * rather than everything. That bounds what a copy can gain from what others are.
 */
final class JointPosterior {
    /** Students among which the sum is worked out. */
    static final int MOST_STUDENTS = 12;
    /** Of the copies that a student wrote, so many are another one of the same student. */
    private static final double TWICE = 1e-3;

    /** By copy, then as its claims. */
    private final double[][] marginals;

    /**
     * One copy's own word.
     *
     * @param students by id, with their posterior alone
     * @param nobody posterior of everybody else
     */
    record Claims(Map<String, Double> students, double nobody) {
        Claims {
            students = new LinkedHashMap<>(students);
        }

        /** The same with those below {@code least} put to everybody else. */
        Claims without(double least) {
            Map<String, Double> kept = new LinkedHashMap<>();
            double rest = nobody;
            for (Map.Entry<String, Double> claim : students.entrySet()) {
                if (claim.getValue() >= least) {
                    kept.put(claim.getKey(), claim.getValue());
                } else {
                    rest += claim.getValue();
                }
            }
            return new Claims(kept, rest);
        }
    }

    /** @throws IllegalArgumentException when there are more than {@link #MOST_STUDENTS} students */
    JointPosterior(List<Claims> copies) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        copies.forEach(copy -> copy.students().keySet().forEach(id -> numbers.putIfAbsent(id, numbers.size())));
        if (numbers.size() > MOST_STUDENTS) {
            throw new IllegalArgumentException(numbers.size() + " students are too many for one sum");
        }
        int sets = 1 << numbers.size();
        int[][] bits = new int[copies.size()][];
        double[][] weights = new double[copies.size()][];
        for (int copy = 0; copy < copies.size(); copy++) {
            Map<String, Double> students = copies.get(copy).students();
            bits[copy] = students.keySet().stream()
                    .mapToInt(id -> 1 << numbers.getOrDefault(id, 0))
                    .toArray();
            weights[copy] =
                    students.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
        List<double[]> before = new ArrayList<>();
        double[] sums = new double[sets];
        sums[0] = 1;
        for (int copy = 0; copy < copies.size(); copy++) {
            before.add(sums);
            sums = forward(sums, bits[copy], weights[copy], copies.get(copy).nobody());
        }
        marginals = new double[copies.size()][];
        double[] after = new double[sets];
        Arrays.fill(after, 1);
        for (int copy = copies.size() - 1; copy >= 0; copy--) {
            marginals[copy] = marginals(
                    before.get(copy),
                    after,
                    bits[copy],
                    weights[copy],
                    copies.get(copy).nobody());
            after = backward(after, bits[copy], weights[copy], copies.get(copy).nobody());
        }
    }

    private static double[] forward(double[] sums, int[] bits, double[] weights, double nobody) {
        double[] next = new double[sums.length];
        double most = 0;
        for (int taken = 0; taken < sums.length; taken++) {
            next[taken] += sums[taken] * nobody;
            for (int i = 0; i < bits.length; i++) {
                next[taken | bits[i]] += sums[taken] * weights[i] * ((taken & bits[i]) == 0 ? 1 : TWICE);
            }
        }
        for (double value : next) {
            most = Math.max(most, value);
        }
        return scaled(next, most);
    }

    private static double[] backward(double[] after, int[] bits, double[] weights, double nobody) {
        double[] sums = new double[after.length];
        double most = 0;
        for (int taken = 0; taken < after.length; taken++) {
            sums[taken] = after[taken] * nobody;
            for (int i = 0; i < bits.length; i++) {
                sums[taken] += after[taken | bits[i]] * weights[i] * ((taken & bits[i]) == 0 ? 1 : TWICE);
            }
            most = Math.max(most, sums[taken]);
        }
        return scaled(sums, most);
    }

    private static double[] scaled(double[] values, double most) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= most;
        }
        return values;
    }

    private static double[] marginals(double[] before, double[] after, int[] bits, double[] weights, double nobody) {
        double[] marginals = new double[bits.length];
        double sum = 0;
        for (int taken = 0; taken < before.length; taken++) {
            sum += before[taken] * nobody * after[taken];
            for (int i = 0; i < bits.length; i++) {
                double value =
                        before[taken] * weights[i] * ((taken & bits[i]) == 0 ? 1 : TWICE) * after[taken | bits[i]];
                marginals[i] += value;
                sum += value;
            }
        }
        return scaled(marginals, sum);
    }

    /** Probabilities of the copy's students, in the order of its claims. */
    double[] of(int copy) {
        return marginals[copy].clone();
    }
}
