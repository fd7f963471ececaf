package io.korrigo.testkit.pages;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/** Scans a drawn sheet: skew, lid, light, blur, dust and noise. Confined to one thread. */
final class PageScanner {
    private final ScanSettings settings;
    private final ScanFaults faults;
    private final RandomGenerator random;
    private final int width;
    private final int height;
    private final Homography toScan;
    private final Homography toSheet;

    PageScanner(Sheet sheet, ScanSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.faults = settings.faults();
        this.random = random;
        width = sheet.image().getWidth();
        height = sheet.image().getHeight();
        double[] corners = {0, 0, width, 0, width, height, 0, height};
        double[] seen = moved(corners);
        toScan = Homography.of(corners, seen);
        toSheet = Homography.of(seen, corners);
    }

    private double[] moved(double[] corners) {
        double angle = StrictMath.toRadians(random.nextDouble(-1, 1) * faults.rotation());
        double sin = StrictMath.sin(angle);
        double cos = StrictMath.cos(angle);
        double size = random.nextDouble(0.985, 1.005);
        double dx = width * random.nextDouble(-0.006, 0.006);
        double dy = height * random.nextDouble(-0.004, 0.004);
        double[] moved = new double[8];
        for (int i = 0; i < 8; i += 2) {
            double x = (corners[i] - width / 2.0) * size;
            double y = (corners[i + 1] - height / 2.0) * size;
            moved[i] = width / 2.0 + dx + x * cos - y * sin + width * random.nextDouble(-1, 1) * faults.perspective();
            moved[i + 1] =
                    height / 2.0 + dy + x * sin + y * cos + height * random.nextDouble(-1, 1) * faults.perspective();
        }
        return moved;
    }

    /** Where a point of the sheet, in its pixels, lies in the scan. */
    Point2D map(double x, double y) {
        return toScan.map(x, y);
    }

    /** The scan of {@code sheet}: RGB, grey or bilevel. */
    BufferedImage scan(Sheet sheet) {
        boolean lidShows = random.nextDouble() < faults.border();
        int lid = lidShows ? random.nextInt(20, 90) : 250;
        int paper = random.nextInt(236, 253);
        int[][] channels = warped(
                channels(((DataBufferInt) sheet.image().getRaster().getDataBuffer()).getData()), lid * 255 / paper);
        double blur = random.nextDouble() * faults.blur() * settings.dpi() / 200;
        float[] light = light();
        double noise = random.nextDouble(0.3, 1) * faults.noise();
        Dust dust = new Dust(width, height, faults, settings.dpi(), random);
        for (int[] channel : channels) {
            Blur.apply(channel, width, height, blur);
            expose(channel, light, paper);
            dust.settle(channel);
            grain(channel, noise);
        }
        return settings.bilevel() ? bilevel(channels[0], light, paper) : picture(channels);
    }

    private int[][] channels(int[] rgb) {
        int[][] channels = new int[settings.colour() ? 3 : 1][rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int red = rgb[i] >> 16 & 0xff;
            int green = rgb[i] >> 8 & 0xff;
            int blue = rgb[i] & 0xff;
            if (settings.colour()) {
                channels[0][i] = red;
                channels[1][i] = green;
                channels[2][i] = blue;
            } else {
                channels[0][i] = (299 * red + 587 * green + 114 * blue) / 1000;
            }
        }
        return channels;
    }

    /** Every channel as the scanner sees it; {@code outside} shows where there is no sheet. */
    private int[][] warped(int[][] from, int outside) {
        int[][] to = new int[from.length][from[0].length];
        double[] u = new double[width];
        double[] v = new double[width];
        for (int y = 0; y < height; y++) {
            toSheet.mapRow(y + 0.5, u, v);
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int left = (int) u[x];
                int top = (int) v[x];
                if (u[x] < 0 || v[x] < 0 || left >= width - 1 || top >= height - 1) {
                    for (int[] channel : to) {
                        channel[i] = outside;
                    }
                    continue;
                }
                int fx = (int) ((u[x] - left) * 256);
                int fy = (int) ((v[x] - top) * 256);
                int at = top * width + left;
                for (int c = 0; c < from.length; c++) {
                    int[] channel = from[c];
                    int upper = channel[at] * (256 - fx) + channel[at + 1] * fx;
                    int lower = channel[at + width] * (256 - fx) + channel[at + width + 1] * fx;
                    to[c][i] = upper * (256 - fy) + lower * fy >> 16;
                }
            }
        }
        return to;
    }

    /** How bright each column is, then each row: a slope, and now and then the shadow of a fold. */
    private float[] light() {
        float[] light = new float[width + height];
        double slope = random.nextDouble(-1, 1) * (0.02 + 0.15 * faults.border());
        double fall = random.nextDouble(-1, 1) * (0.02 + 0.15 * faults.border());
        boolean folded = random.nextDouble() < faults.border() * 0.6;
        double fold = random.nextDouble(0.1, 0.95);
        double depth = folded ? random.nextDouble(0.05, 0.3) : 0;
        double reach = random.nextDouble(0.01, 0.04);
        for (int x = 0; x < width; x++) {
            double at = (double) x / width;
            double distance = (at - fold) / reach;
            light[x] = (float) ((1 + slope * (at - 0.5)) * (1 - depth * StrictMath.exp(-distance * distance)));
        }
        for (int y = 0; y < height; y++) {
            light[width + y] = (float) (1 + fall * ((double) y / height - 0.5));
        }
        return light;
    }

    private void expose(int[] channel, float[] light, int paper) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                channel[i] = Math.min(255, (int) (channel[i] * light[x] * light[width + y] * paper / 255));
            }
        }
    }

    private void grain(int[] channel, double noise) {
        int[] table = new int[4096];
        for (int i = 0; i < table.length; i++) {
            table[i] = (int) StrictMath.round(random.nextGaussian() * noise);
        }
        int state = random.nextInt() | 1;
        for (int i = 0; i < channel.length; i++) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            channel[i] = Math.max(0, Math.min(255, channel[i] + table[state & 4095]));
        }
    }

    private BufferedImage picture(int[][] channels) {
        if (channels.length == 1) {
            BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            byte[] data = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) channels[0][i];
            }
            return grey;
        }
        BufferedImage colour = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] data = ((DataBufferInt) colour.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            data[i] = channels[0][i] << 16 | channels[1][i] << 8 | channels[2][i];
        }
        return colour;
    }

    /** Black where it is darker than the paper around by some margin, as copiers decide it. */
    private BufferedImage bilevel(int[] channel, float[] light, int paper) {
        double threshold = random.nextDouble(0.82, 0.92) * paper;
        BufferedImage bilevel = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean white = channel[y * width + x] >= threshold * light[x] * light[width + y];
                bilevel.getRaster().setSample(x, y, 0, white ? 1 : 0);
            }
        }
        return bilevel;
    }

    /** A point of a picture {@code width} x {@code height} after clockwise quarter turns of it. */
    static Point2D turned(Point2D point, int width, int height, int quarterTurns) {
        return switch (quarterTurns) {
            case 0 -> point;
            case 1 -> new Point2D.Double(height - point.getY(), point.getX());
            case 2 -> new Point2D.Double(width - point.getX(), height - point.getY());
            default -> new Point2D.Double(point.getY(), width - point.getX());
        };
    }

    /** {@code image} after clockwise quarter turns. */
    static BufferedImage turned(BufferedImage image, int quarterTurns) {
        if (quarterTurns == 0) {
            return image;
        }
        int w = image.getWidth();
        int h = image.getHeight();
        boolean lying = quarterTurns % 2 == 1;
        BufferedImage turned = new BufferedImage(lying ? h : w, lying ? w : h, image.getType());
        int[] pixel = new int[4];
        Point at = new Point();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                switch (quarterTurns) {
                    case 1 -> at.setLocation(h - 1 - y, x);
                    case 2 -> at.setLocation(w - 1 - x, h - 1 - y);
                    default -> at.setLocation(y, w - 1 - x);
                }
                turned.getRaster().setPixel(at.x, at.y, image.getRaster().getPixel(x, y, pixel));
            }
        }
        return turned;
    }
}
