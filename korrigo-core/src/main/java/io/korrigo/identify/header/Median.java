package io.korrigo.identify.header;

/**
 * Medians by Hoare's selection (Communications of the ACM 4, 1961, algorithm 65): a few times faster than sorting.
 *
 * <p><b>Threads:</b> for one thread; the values are changed in order.
 */
final class Median {
    private Median() {}

    /** The value at {@code count / 2} of the first {@code count} values in rising order; they are left in some order. */
    static float of(float[] values, int count) {
        int wanted = count / 2;
        int low = 0;
        int high = count - 1;
        while (low < high) {
            float pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    float other = values[i];
                    values[i++] = values[j];
                    values[j--] = other;
                }
            }
            if (wanted <= j) {
                high = j;
            } else if (wanted >= i) {
                low = i;
            } else {
                return values[wanted];
            }
        }
        return values[wanted];
    }

    private static float middle(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
