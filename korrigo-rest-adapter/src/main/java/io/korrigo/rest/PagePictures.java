package io.korrigo.rest;

import io.korrigo.exam.BlobStore;
import io.korrigo.image.PictureOrientation;
import io.korrigo.page.ScanFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of pages for screens: JPEG of a few widths, whatever the page is stored as.
 *
 * <p><b>Threads:</b> safe for concurrent use. Four are made at once at most, since a page takes some 30 MB while it is decoded.
 */
final class PagePictures {
    /** Headers stand in the upper part of a page, on each form that is read. */
    static final double HEADER = 0.4;

    /** A strip's, a telephone's, the desk's and a whole screen's; few, so that browsers keep few. */
    private static final int[] WIDTHS = {160, 400, 760, 1200, 2000};

    private final BlobStore blobs;
    private final Semaphore room = new Semaphore(4);

    PagePictures(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** The width that is served for the one asked for: the next larger, or the largest. */
    static int width(@Nullable String asked) {
        if (asked == null) {
            return 1200;
        }
        if (!asked.matches("[1-9][0-9]{0,4}")) {
            throw Problem.badRequest("page.width");
        }
        for (int width : WIDTHS) {
            if (width >= Integer.parseInt(asked)) {
                return width;
            }
        }
        return WIDTHS[WIDTHS.length - 1];
    }

    /**
     * The upper {@code part} of a page, never larger than the page is.
     *
     * @throws Problem 404 when the page's file is gone, 422 when it can't be read
     */
    byte[] jpeg(String key, int width, double part) throws IOException {
        room.acquireUninterruptibly();
        try {
            BufferedImage shown = shown(page(key), width, part);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(shown, "jpg", jpeg);
            return jpeg.toByteArray();
        } finally {
            room.release();
        }
    }

    /** {@link #jpeg} as an answer that browsers keep. */
    Response answer(String key, int width, double part, String filename) throws IOException {
        byte[] jpeg = jpeg(key, width, part);
        String etag =
                "\"" + UUID.nameUUIDFromBytes((key + " " + width + " " + part).getBytes(StandardCharsets.UTF_8)) + "\"";
        Response.File file = new Response.File(
                from -> new ByteArrayInputStream(jpeg, (int) from, jpeg.length - (int) from),
                "image/jpeg",
                jpeg.length,
                etag);
        // A page's blob never changes under its key; the browser alone keeps it, and asks no more.
        return Response.shown(file, filename).withHeader("Cache-Control", "private, max-age=86400, immutable");
    }

    /**
     * A page as it is stored.
     *
     * @param orientation how to hold it, 1 to 8 as EXIF counts: scanners turn sheets so without touching their data
     */
    private record Page(BufferedImage stored, int orientation) {
        boolean lies() {
            return orientation >= 5;
        }
    }

    private static BufferedImage shown(Page page, int width, double part) {
        BufferedImage stored = page.stored();
        if (page.orientation() == 1) {
            BufferedImage top = stored.getSubimage(0, 0, stored.getWidth(), rows(stored.getHeight(), part));
            int columns = Math.min(width, top.getWidth());
            return scaled(top, columns, rows(top.getHeight(), (double) columns / top.getWidth()));
        }
        // Made small before it is turned: that takes a fraction of the memory.
        int wide = page.lies() ? stored.getHeight() : stored.getWidth();
        int high = page.lies() ? stored.getWidth() : stored.getHeight();
        int columns = Math.min(width, wide);
        int rows = rows(high, (double) columns / wide);
        BufferedImage small = page.lies() ? scaled(stored, rows, columns) : scaled(stored, columns, rows);
        return upright(small, page.orientation()).getSubimage(0, 0, columns, rows(rows, part));
    }

    private static int rows(int all, double part) {
        return Math.max(1, (int) Math.round(all * part));
    }

    private static BufferedImage upright(BufferedImage stored, int orientation) {
        double w = stored.getWidth();
        double h = stored.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        boolean lies = orientation >= 5;
        BufferedImage upright =
                new BufferedImage((int) (lies ? h : w), (int) (lies ? w : h), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(stored, turn, null);
        graphics.dispose();
        return upright;
    }

    private Page page(String key) throws IOException {
        byte[] bytes;
        try (InputStream in = blobs.open(key)) {
            bytes = in.readAllBytes();
        } catch (NoSuchFileException gone) {
            throw Problem.notFound("page.gone");
        }
        try (ScanFile scan = ScanFile.of("The page", bytes)) {
            byte[] file = scan.page(0);
            BufferedImage stored = ImageIO.read(new ByteArrayInputStream(file));
            if (stored == null) {
                throw Problem.unprocessable("page.no_picture");
            }
            return new Page(stored, PictureOrientation.of(file));
        }
    }

    private static BufferedImage scaled(BufferedImage page, int columns, int rows) {
        BufferedImage shown = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = shown.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, columns, rows);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(halved(page, columns), 0, 0, columns, rows, null);
        graphics.dispose();
        return shown;
    }

    /** By halves first: interpolation looks at four pixels only, and would lose thin strokes. */
    private static BufferedImage halved(BufferedImage page, int columns) {
        BufferedImage picture = page;
        while (picture.getWidth() >= columns * 2 && picture.getHeight() >= 2) {
            BufferedImage half =
                    new BufferedImage(picture.getWidth() / 2, picture.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = half.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, half.getWidth(), half.getHeight(), null);
            graphics.dispose();
            picture = half;
        }
        return picture;
    }
}
