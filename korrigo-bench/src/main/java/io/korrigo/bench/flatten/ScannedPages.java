package io.korrigo.bench.flatten;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** Pages that look and weigh like scans: squared paper, lines of strokes, the noise of a sensor; fixed by seed. */
public final class ScannedPages {
    /** Pages of a copy. */
    static final int COUNT = 4;

    private static final double A4_INCHES_WIDE = 8.27;
    private static final double A4_INCHES_HIGH = 11.69;

    /** How the pages are stored, and at which resolution. */
    public enum Kind {
        JPEG_200("JPEG, 200 dpi"),
        GREY_PNG_150("grey PNG, 150 dpi"),
        RGB_PNG_150("RGB PNG, 150 dpi"),
        /** One file with pages of 200 dpi JPEGs. */
        PDF("source PDF of JPEG, 200 dpi");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What figures call it. */
        String label() {
            return label;
        }
    }

    private ScannedPages() {}

    /** Draws the pages into {@code folder} and returns the files in page order. */
    public static List<Path> draw(Kind kind, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            BufferedImage page = page(kind, new Random(100 + i));
            String format = kind == Kind.GREY_PNG_150 || kind == Kind.RGB_PNG_150 ? "png" : "jpg";
            Path file = folder.resolve("p" + i + "." + format);
            ImageIO.write(page, format, file.toFile());
            files.add(file);
        }
        return kind == Kind.PDF ? List.of(join(files, folder.resolve("scan.pdf"))) : files;
    }

    private static Path join(List<Path> jpegs, Path target) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (Path jpeg : jpegs) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            JPEGFactory.createFromByteArray(document, Files.readAllBytes(jpeg)),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
                Files.delete(jpeg);
            }
            document.save(target.toFile());
        }
        return target;
    }

    private static BufferedImage page(Kind kind, Random random) {
        int dpi = kind == Kind.GREY_PNG_150 || kind == Kind.RGB_PNG_150 ? 150 : 200;
        int width = (int) Math.round(A4_INCHES_WIDE * dpi);
        int height = (int) Math.round(A4_INCHES_HIGH * dpi);
        boolean grey = kind == Kind.GREY_PNG_150;
        BufferedImage page =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = page.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(247, 246, 242));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(214, 220, 238));
        int square = dpi / 5;
        for (int at = square; at < height; at += square) {
            graphics.drawLine(0, at, width, at);
            graphics.drawLine(at, 0, at, height);
        }
        graphics.setColor(new Color(30, 34, 110));
        graphics.setStroke(new BasicStroke(dpi / 66f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int y = dpi; y < height - dpi; y += 2 * square) {
            writeLine(graphics, random, dpi, width, y);
        }
        graphics.dispose();
        addNoise(page, random);
        return page;
    }

    private static void writeLine(Graphics2D graphics, Random random, int dpi, int width, int y) {
        Path2D line = new Path2D.Double();
        double x = dpi;
        while (x < width - dpi) {
            line.moveTo(x, y);
            for (int i = random.nextInt(3, 9); i > 0 && x < width - dpi; i--) {
                double step = dpi * (0.04 + 0.06 * random.nextDouble());
                double rise = dpi * 0.12 * random.nextDouble();
                line.curveTo(x + step, y - rise, x - step / 2, y - rise, x + step, y);
                x += step;
            }
            x += dpi * 0.1;
        }
        graphics.draw(line);
    }

    private static void addNoise(BufferedImage page, Random random) {
        byte[] samples = ((java.awt.image.DataBufferByte) page.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            int value = (samples[i] & 0xFF) + random.nextInt(7) - 3;
            samples[i] = (byte) Math.max(0, Math.min(255, value));
        }
    }
}
