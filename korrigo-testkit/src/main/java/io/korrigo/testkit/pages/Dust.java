package io.korrigo.testkit.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Specks and scratches of a scanner's glass, the same in every channel. */
final class Dust {
    /** A short thick line; a speck is one without length. In pixels. */
    private record Grain(double x, double y, double dx, double dy, double radius, int tone) {}

    private final int width;
    private final int height;
    private final List<Grain> grains = new ArrayList<>();

    Dust(int width, int height, ScanFaults faults, int dpi, RandomGenerator random) {
        this.width = width;
        this.height = height;
        double millimetre = dpi / 25.4;
        int specks = random.nextInt(faults.specks() + 1);
        for (int i = 0; i < specks; i++) {
            double radius = random.nextDouble(0.06, 0.3) * millimetre;
            grains.add(new Grain(
                    random.nextDouble() * width, random.nextDouble() * height, 0, 0, radius, random.nextInt(20, 140)));
        }
        int scratches = random.nextInt(faults.scratches() + 1);
        for (int i = 0; i < scratches; i++) {
            grains.add(new Grain(
                    random.nextDouble() * width,
                    random.nextDouble() * height,
                    random.nextDouble(-4, 4) * millimetre,
                    random.nextDouble(-4, 4) * millimetre,
                    random.nextDouble(0.05, 0.1) * millimetre,
                    random.nextInt(60, 255)));
        }
    }

    void settle(int[] channel) {
        for (Grain grain : grains) {
            int steps = 1 + (int) (Math.abs(grain.dx) + Math.abs(grain.dy));
            for (int i = 0; i < steps; i++) {
                dot(channel, grain, grain.x + grain.dx * i / steps, grain.y + grain.dy * i / steps);
            }
        }
    }

    private void dot(int[] channel, Grain grain, double atX, double atY) {
        double r = grain.radius;
        for (int y = Math.max(0, (int) (atY - r)); y <= Math.min(height - 1, (int) (atY + r)); y++) {
            for (int x = Math.max(0, (int) (atX - r)); x <= Math.min(width - 1, (int) (atX + r)); x++) {
                double dx = x + 0.5 - atX;
                double dy = y + 0.5 - atY;
                if (dx * dx + dy * dy <= r * r) {
                    channel[y * width + x] = grain.tone;
                }
            }
        }
    }
}
