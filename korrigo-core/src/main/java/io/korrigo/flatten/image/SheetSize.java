package io.korrigo.flatten.image;

/**
 * The sheet of paper that was scanned: its width and height as a person holds it, in points of 1/72 inch.
 *
 * <p>What the file says about its resolution counts only where a usual sheet of paper comes out: cameras, editors and
 * screens write 72 or 96 into anything. Otherwise the page fills an A4 sheet as far as its shape lets it.
 */
public record SheetSize(double width, double height) {
    private static final double A4_SHORT = 595.276;
    private static final double A4_LONG = 841.890;

    /** Short and long side of A3, A4, A5, letter and legal paper, in points. */
    private static final double[][] SHEETS = {
        {A4_LONG, 1190.551}, {A4_SHORT, A4_LONG}, {419.528, A4_SHORT}, {612, 792}, {612, 1008}
    };

    /** Scanners crop or add a little at the edges. */
    private static final double TOLERANCE = 0.05;

    public static SheetSize of(ImageShape shape) {
        double width = shape.onItsSide() ? shape.height() : shape.width();
        double height = shape.onItsSide() ? shape.width() : shape.height();
        if (isCredible(shape.dpiX()) && isCredible(shape.dpiY())) {
            double dpiX = shape.onItsSide() ? shape.dpiY() : shape.dpiX();
            double dpiY = shape.onItsSide() ? shape.dpiX() : shape.dpiY();
            SheetSize stated = new SheetSize(72 * width / dpiX, 72 * height / dpiY);
            if (stated.isUsual()) {
                return stated;
            }
        }
        boolean portrait = height >= width;
        double room = Math.min((portrait ? A4_SHORT : A4_LONG) / width, (portrait ? A4_LONG : A4_SHORT) / height);
        return new SheetSize(width * room, height * room);
    }

    /** Whether a resolution is one that software writes without knowing. */
    static boolean isDefault(double dpi) {
        return Math.abs(dpi - 72) < 0.5 || Math.abs(dpi - 96) < 0.5;
    }

    private static boolean isCredible(double dpi) {
        return dpi >= 72 && dpi <= 1200 && !isDefault(dpi);
    }

    private boolean isUsual() {
        double shortSide = Math.min(width, height);
        double longSide = Math.max(width, height);
        for (double[] sheet : SHEETS) {
            if (Math.abs(shortSide / sheet[0] - 1) <= TOLERANCE && Math.abs(longSide / sheet[1] - 1) <= TOLERANCE) {
                return true;
            }
        }
        return false;
    }
}
