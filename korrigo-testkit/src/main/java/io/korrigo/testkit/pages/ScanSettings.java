package io.korrigo.testkit.pages;

import java.util.random.RandomGenerator;

/**
 * How one page is scanned.
 *
 * @param dpi dots per inch
 * @param colour whether the picture is in colour; grey otherwise
 * @param bilevel whether it is black and white only
 * @param jpegQuality of 100
 * @param faults the most that may go wrong
 */
record ScanSettings(int dpi, boolean colour, boolean bilevel, int jpegQuality, ScanFaults faults) {
    static ScanSettings random(ScanQuality quality, RandomGenerator random) {
        ScanFaults faults = quality.faults();
        int dpi = faults.lowestDpi();
        if (faults.highestDpi() > dpi) {
            int[] usual = {150, 200, 200, 200, 240, 300};
            dpi = Math.max(dpi, Math.min(faults.highestDpi(), usual[random.nextInt(usual.length)]));
        }
        boolean bilevel = random.nextDouble() < faults.bilevel();
        return new ScanSettings(
                dpi,
                !bilevel && random.nextInt(3) == 0,
                bilevel,
                random.nextInt(faults.lowestJpegQuality(), faults.highestJpegQuality() + 1),
                faults);
    }
}
