package io.korrigo.testkit.pages;

import java.util.Arrays;

/** Gaussian blur of a channel in place. */
final class Blur {
    private Blur() {}

    /** @param deviation in pixels; below 0.2 nothing happens */
    static void apply(int[] channel, int width, int height, double deviation) {
        if (deviation < 0.2) {
            return;
        }
        int radius = (int) Math.ceil(2 * deviation);
        int[] kernel = kernel(radius, deviation);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(channel, y * width, line, 0, width);
            for (int x = 0; x < width; x++) {
                channel[y * width + x] = sum(line, x, width, kernel, radius);
            }
        }
        columns(channel, width, height, kernel, radius);
    }

    /** Adds whole rows up, which memory likes better than one column after the other. */
    private static void columns(int[] channel, int width, int height, int[] kernel, int radius) {
        int[] source = channel.clone();
        int[] sums = new int[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 1 << 15);
            for (int i = -radius; i <= radius; i++) {
                int row = Math.max(0, Math.min(height - 1, y + i)) * width;
                int weight = kernel[i + radius];
                for (int x = 0; x < width; x++) {
                    sums[x] += source[row + x] * weight;
                }
            }
            for (int x = 0; x < width; x++) {
                channel[y * width + x] = sums[x] >> 16;
            }
        }
    }

    private static int sum(int[] line, int at, int length, int[] kernel, int radius) {
        int sum = 1 << 15;
        for (int i = -radius; i <= radius; i++) {
            sum += line[Math.max(0, Math.min(length - 1, at + i))] * kernel[i + radius];
        }
        return sum >> 16;
    }

    /** Weights that add up to 65,536. */
    private static int[] kernel(int radius, double deviation) {
        double[] weights = new double[2 * radius + 1];
        double total = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = StrictMath.exp(-i * i / (2 * deviation * deviation));
            total += weights[i + radius];
        }
        int[] kernel = new int[weights.length];
        int rest = 1 << 16;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (int) (weights[i] / total * (1 << 16));
            rest -= kernel[i];
        }
        kernel[radius] += rest;
        return kernel;
    }
}
