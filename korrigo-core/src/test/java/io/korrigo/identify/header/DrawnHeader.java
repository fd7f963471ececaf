package io.korrigo.identify.header;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Headers drawn with plain lines, empty or filled with plain letters. */
final class DrawnHeader {
    private DrawnHeader() {}

    /** An A4 page at 200 dpi. */
    static Mat paper() {
        return new Mat(2339, 1654, CvType.CV_8UC1, new Scalar(240));
    }

    /** A page whose rows have so many boxes. */
    static Mat of(int lastName, int firstName, int number) {
        Mat page = paper();
        boxes(page, 400, 100, 44, lastName);
        boxes(page, 400, 210, 44, firstName);
        boxes(page, 330, 320, 44, number);
        date(page, 1060, 320, 44);
        Imgproc.line(page, new Point(80, 460), new Point(1600, 460), new Scalar(90), 2);
        return page;
    }

    static void date(Mat page, int x, int y, int width) {
        boxes(page, x, y, width, 2);
        boxes(page, x + 2 * width + 20, y, width, 2);
        boxes(page, x + 4 * width + 40, y, width, 4);
    }

    static void boxes(Mat page, int x, int y, int width, int count) {
        for (int i = 0; i < count; i++) {
            Point corner = new Point(x + width * i, y);
            Imgproc.rectangle(page, corner, new Point(corner.x + width, y + 52), new Scalar(170), 2);
        }
    }

    /** Writes a letter into each box of a row, from the first on. */
    static void write(Mat page, int x, int y, int width, String text) {
        for (int i = 0; i < text.length(); i++) {
            Point at = new Point(x + width * i + 8, y + 42);
            Imgproc.putText(page, text.substring(i, i + 1), at, Imgproc.FONT_HERSHEY_SIMPLEX, 1.3, new Scalar(60), 3);
        }
    }

    /** The page with each column moved up or down along a wave, {@code height} and {@code length} in pixels. */
    static Mat waved(Mat page, double height, double length) {
        Mat acrosses = new Mat(page.size(), CvType.CV_32FC1);
        Mat downs = new Mat(page.size(), CvType.CV_32FC1);
        float[] across = new float[page.cols()];
        float[] down = new float[page.cols()];
        for (int y = 0; y < page.rows(); y++) {
            for (int x = 0; x < page.cols(); x++) {
                across[x] = x;
                down[x] = (float) (y - height * Math.sin(2 * Math.PI * x / length));
            }
            acrosses.put(y, 0, across);
            downs.put(y, 0, down);
        }
        Mat waved = new Mat();
        Imgproc.remap(page, waved, acrosses, downs, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, new Scalar(240));
        acrosses.release();
        downs.release();
        return waved;
    }

    static Mat turned(Mat page, int clockwise) {
        Mat turned = new Mat();
        if (clockwise == 0) {
            page.copyTo(turned);
        } else {
            Core.rotate(page, turned, clockwise - 1);
        }
        return turned;
    }

    static byte[] encoded(Mat page, String format) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(format, page, bytes);
        byte[] array = bytes.toArray();
        bytes.release();
        return array;
    }
}
