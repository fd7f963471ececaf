package io.korrigo.bench.identify;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.CLAHE;
import org.opencv.imgproc.Imgproc;
import org.opencv.photo.Photo;

/** Six ways to prepare a field for Tesseract that are usual where nobody knows which one helps. */
final class ImageVariants {
    private ImageVariants() {}

    /** Grey, black and white by Otsu and by neighbourhood, with more contrast, without noise, sharpened. */
    static List<Mat> of(Mat field, double scale) {
        Mat grey = new Mat();
        Imgproc.resize(field, grey, new Size(), scale, scale, Imgproc.INTER_CUBIC);
        Mat otsu = new Mat();
        Imgproc.threshold(grey, otsu, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
        Mat adaptive = new Mat();
        Imgproc.adaptiveThreshold(
                grey, adaptive, 255, Imgproc.ADAPTIVE_THRESH_GAUSSIAN_C, Imgproc.THRESH_BINARY, 31, 10);
        Mat contrast = new Mat();
        CLAHE equalizer = Imgproc.createCLAHE(2, new Size(8, 8));
        equalizer.apply(grey, contrast);
        Mat denoised = new Mat();
        Photo.fastNlMeansDenoising(grey, denoised);
        Mat blurred = new Mat();
        Imgproc.GaussianBlur(grey, blurred, new Size(), 3);
        Mat sharpened = new Mat();
        Core.addWeighted(grey, 1.5, blurred, -0.5, 0, sharpened);
        blurred.release();
        return List.of(grey, otsu, adaptive, contrast, denoised, sharpened);
    }
}
