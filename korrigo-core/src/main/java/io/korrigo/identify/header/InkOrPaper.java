package io.korrigo.identify.header;

import java.util.Arrays;

/** Tells ink from paper in a strip of grey pixels. */
final class InkOrPaper {
    private InkOrPaper() {}

    /**
     * How much darker than paper each pixel is, in grey levels; negative where brighter. Paper is the typical bright
     * level of each stretch of two boxes, carried linearly from stretch to stretch.
     */
    static float[] abovePaper(byte[] grey, int width, double boxWidth) {
        int height = grey.length / width;
        int blocks = Math.max(1, (int) Math.round(width / (2 * boxWidth)));
        double block = (double) width / blocks;
        int[] begins = new int[blocks + 1];
        for (int x = 0; x < width; x++) {
            begins[Math.min(blocks - 1, (int) (x / block)) + 1] = x + 1;
        }
        int[][] histograms = new int[blocks][256];
        // every other row tells as much
        for (int b = 0; b < blocks; b++) {
            int[] histogram = histograms[b];
            for (int y = 0; y < height; y += 2) {
                int end = y * width + begins[b + 1];
                for (int i = y * width + begins[b]; i < end; i++) {
                    histogram[grey[i] & 0xFF]++;
                }
            }
        }
        double[] paper = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            paper[b] = paper(histograms[b]);
        }
        float[] levels = new float[width];
        for (int x = 0; x < width; x++) {
            double at = Math.max(0, Math.min(blocks - 1.0, (x + 0.5) / block - 0.5));
            int b = Math.min(blocks - 1, (int) at);
            int next = Math.min(blocks - 1, b + 1);
            levels[x] = (float) (paper[b] + (paper[next] - paper[b]) * (at - b));
        }
        float[] result = new float[grey.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                result[row + x] = levels[x] - (grey[row + x] & 0xFF);
            }
        }
        return result;
    }

    /** The grey level above which four pixels of ten are. */
    private static int paper(int[] histogram) {
        int total = Arrays.stream(histogram).sum();
        int seen = 0;
        int level = 255;
        while (level > 0 && seen + histogram[level] < 0.4 * total) {
            seen += histogram[level--];
        }
        return level;
    }

    /** Standard deviation of blank paper in grey levels, from the half of it that is brighter than typical. */
    static double noise(float[] ink) {
        double squares = 0;
        int count = 0;
        for (float value : ink) {
            // without a branch: paper's noise is on either side by chance
            float brighter = Math.min(0, value);
            squares += brighter * brighter;
            count += value < 0 ? 1 : 0;
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
