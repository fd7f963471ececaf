package io.korrigo.server.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sample class as a copier leaves it: one PDF of folded A3 sheets, both sides, P4 | P1 and P2 | P3, with what goes wrong there. One
 * sheet was eaten, two went in the other way round, and one pupil left the inner side blank.
 */
final class SampleScan {
    /** Places in the stack, from 0. */
    private static final int EATEN = 8;

    private static final Set<Integer> TURNED = Set.of(3, 15);
    private static final int BLANK_INSIDE = 22;

    /** Pages of the class are stored upright but for this one, which counts in quarter turns that bring it upright. */
    private static final Map<String, Integer> STORED_TURNED = Map.of("copy-16-p1.jpg", 2);

    /** A4 at 150 dpi, as the class is drawn. */
    private static final int WIDTH = 1240;

    private static final int HEIGHT = 1754;
    private static final PDRectangle A3 = new PDRectangle(1190.55f, 841.89f);
    private static final Color PAPER = new Color(246, 246, 246);
    private static final float JPEG_QUALITY = 0.85f;

    private final List<ExamFolder.CopyOnPaper> stack;

    /** @param stack the class's copies of one folded sheet each, as they were handed in */
    SampleScan(List<ExamFolder.CopyOnPaper> stack) {
        this.stack = List.copyOf(stack);
    }

    /** Sheets that were put on the scanner. */
    int sheets() {
        return stack.size();
    }

    /** The copies whose sheets came through, in order. */
    List<ExamFolder.CopyOnPaper> scanned() {
        List<ExamFolder.CopyOnPaper> scanned = new ArrayList<>(stack);
        if (EATEN < scanned.size()) {
            scanned.remove(EATEN);
        }
        return scanned;
    }

    /** Writes the scan. */
    void write(Path file) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int place = 0; place < stack.size(); place++) {
                if (place != EATEN) {
                    List<Path> pages = stack.get(place).pages();
                    boolean blankInside = place == BLANK_INSIDE;
                    add(document, side(pages.get(3), pages.get(0)), TURNED.contains(place));
                    add(
                            document,
                            blankInside ? side(null, null) : side(pages.get(1), pages.get(2)),
                            TURNED.contains(place));
                }
            }
            document.save(file.toFile());
        }
    }

    private static BufferedImage side(@Nullable Path left, @Nullable Path right) throws IOException {
        BufferedImage side = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = side.createGraphics();
        try {
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, 2 * WIDTH, HEIGHT);
            draw(graphics, left, 0);
            draw(graphics, right, WIDTH);
        } finally {
            graphics.dispose();
        }
        return side;
    }

    private static void draw(Graphics2D graphics, @Nullable Path page, int x) throws IOException {
        if (page == null) {
            return;
        }
        BufferedImage image;
        try (var in = Files.newInputStream(page)) {
            image = ImageIO.read(in);
        }
        if (image == null) {
            throw new IOException(page + " is no picture");
        }
        int turns = STORED_TURNED.getOrDefault(String.valueOf(page.getFileName()), 0);
        graphics.drawImage(turns == 2 ? upsideDown(image) : image, x, 0, WIDTH, HEIGHT, null);
    }

    private static BufferedImage upsideDown(BufferedImage image) {
        BufferedImage turned = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, image.getWidth(), image.getHeight(), -image.getWidth(), -image.getHeight(), null);
        graphics.dispose();
        return turned;
    }

    private static void add(PDDocument document, BufferedImage side, boolean turned) throws IOException {
        PDPage page = new PDPage(A3);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(
                    JPEGFactory.createFromImage(document, turned ? upsideDown(side) : side, JPEG_QUALITY),
                    0,
                    0,
                    A3.getWidth(),
                    A3.getHeight());
        }
    }
}
