package io.korrigo.bench.identify;

import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.PageTruth;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A small grey picture of a drawn page's header, upright. */
final class HeaderCrop {
    private static final int WIDTH = 640;
    private static final float JPEG_QUALITY = 0.5f;
    private static final double MARGIN = 0.02;

    private HeaderCrop() {}

    static byte[] jpeg(GeneratedPage page) throws IOException {
        Rectangle2D area = area(page.truth());
        AffineTransform turn =
                AffineTransform.getQuadrantRotateInstance(page.truth().quarterTurns());
        Rectangle2D upright = turn.createTransformedShape(area).getBounds2D();
        BufferedImage whole = new BufferedImage(
                (int) Math.ceil(upright.getWidth()),
                (int) Math.ceil(upright.getHeight()),
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = whole.createGraphics();
        graphics.translate(-upright.getX(), -upright.getY());
        graphics.drawImage(page.image(), turn, null);
        graphics.dispose();
        return encoded(reduced(whole));
    }

    private static BufferedImage reduced(BufferedImage whole) {
        int height = Math.max(1, WIDTH * whole.getHeight() / whole.getWidth());
        BufferedImage crop = new BufferedImage(WIDTH, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = crop.createGraphics();
        graphics.drawImage(whole.getScaledInstance(WIDTH, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return crop;
    }

    /** All boxes with a margin, in the picture's pixels. */
    private static Rectangle2D area(PageTruth truth) {
        Rectangle2D page = new Rectangle2D.Double(0, 0, truth.width(), truth.height());
        Rectangle2D boxes = null;
        for (PageTruth.Row row : truth.rows()) {
            for (PageTruth.Cell box : row.boxes()) {
                for (Point2D corner : box.corners()) {
                    if (boxes == null) {
                        boxes = new Rectangle2D.Double(corner.getX(), corner.getY(), 0, 0);
                    }
                    boxes.add(corner);
                }
            }
        }
        if (boxes == null) {
            return page;
        }
        double margin = MARGIN * Math.max(truth.width(), truth.height());
        return new Rectangle2D.Double(
                        boxes.getX() - margin,
                        boxes.getY() - margin,
                        boxes.getWidth() + 2 * margin,
                        boxes.getHeight() + 2 * margin)
                .createIntersection(page);
    }

    private static byte[] encoded(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), options);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
