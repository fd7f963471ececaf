package io.korrigo.bench.identify;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of boxes with what was drawn and what was said, so that people can tell a reader's errors from a label's. */
final class BoxSheet {
    private static final int COLUMNS = 8;
    /** Pixels of a box with a part of its neighbours; two lines of words stand below. */
    private static final int SIDE = 150;

    private static final int WORDS = 30;
    private static final int MOST = 96;

    private BoxSheet() {}

    /** Writes a PNG of the first {@value #MOST} boxes; nothing without any. */
    static void write(Path file, List<BoxTally.Box> boxes) throws IOException {
        List<BoxTally.Box> shown = boxes.subList(0, Math.min(MOST, boxes.size()));
        if (shown.isEmpty()) {
            return;
        }
        int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * SIDE, rows * (SIDE + WORDS), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        Map<Path, BufferedImage> pictures = new HashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            BoxTally.Box box = shown.get(i);
            Path picture = box.page().picture();
            if (!pictures.containsKey(picture)) {
                pictures.put(picture, ImageIO.read(picture.toFile()));
            }
            Graphics2D part =
                    (Graphics2D) graphics.create(i % COLUMNS * SIDE, i / COLUMNS * (SIDE + WORDS), SIDE, SIDE + WORDS);
            paint(part, box, pictures.get(picture));
            part.dispose();
        }
        graphics.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static void paint(Graphics2D part, BoxTally.Box box, BufferedImage page) {
        List<Point2D> corners = box.place().corners();
        double x = corners.stream().mapToDouble(Point2D::getX).average().orElseThrow();
        double y = corners.stream().mapToDouble(Point2D::getY).average().orElseThrow();
        double across =
                Math.max(corners.get(0).distance(corners.get(1)), corners.get(1).distance(corners.get(2)));
        AffineTransform view = AffineTransform.getTranslateInstance(SIDE / 2.0, SIDE / 2.0);
        view.rotate(box.page().truth().quarterTurns() * Math.PI / 2);
        double scale = (SIDE - 4) / (1.6 * across);
        view.scale(scale, scale);
        view.translate(-x, -y);
        Graphics2D picture = (Graphics2D) part.create(0, 0, SIDE - 4, SIDE);
        picture.drawImage(page, view, null);
        picture.dispose();
        part.setColor(Color.WHITE);
        part.drawString("%s said %s".formatted(box.place().content(), box.said()), 4, SIDE + 12);
        String name = String.valueOf(box.page().picture().getFileName()).replaceFirst("\\.[a-z]+$", "");
        part.drawString(String.format(Locale.ROOT, "%.5f %s", box.probability(), name), 4, SIDE + 26);
    }
}
