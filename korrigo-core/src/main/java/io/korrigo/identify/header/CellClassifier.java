package io.korrigo.identify.header;

import io.korrigo.KorrigoException;
import io.korrigo.identify.CellReading;
import io.korrigo.image.OpenCvLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * The character model: says with calibrated probabilities what stands in cut-out boxes.
 *
 * <p>A patch is an 8-bit, one-channel picture of {@link #SIDE} x {@link #SIDE} pixels in which ink is high (0 is paper,
 * typical pen ink about 200 to 255). It shows one box upright with a margin of 20 % of the box's side all round, each
 * axis scaled by itself, so that the box's own lines, where they were not removed, run at 14 % and 86 % of the patch.
 * How the model came about and what it can do is told in {@code korrigo-bench/training/model-card.md}.
 *
 * <p><b>Threads:</b> one thread at a time; give each long-lived thread its own instance. <br>
 * <b>Memory:</b> one to two megabytes of native memory per instance, given back when the closed instance is collected:
 * OpenCV's Java binding has no earlier way.
 */
final class CellClassifier implements AutoCloseable {
    /** Side of a patch in pixels. */
    static final int SIDE = 32;

    /** The box's side is the patch's side divided by this. */
    static final double PATCH_TO_BOX = 1.4;

    /** Knows capitals and digits. */
    static final String CAPITALS = "cells.onnx";
    /** Knows small letters, too, and capitals a little worse. */
    static final String SMALL_LETTERS = "small-letters.onnx";

    private static final int CLASS_COUNT = CellReading.CLASSES.length();

    // Bounds the native memory of a call; a header has about 70 cells.
    private static final int LARGEST_BATCH = 128;

    private final String modelHash;
    private @Nullable Net net;

    private CellClassifier(Net net, String modelHash) {
        this.net = net;
        this.modelHash = modelHash;
    }

    /** A classifier of capitals and digits. */
    static CellClassifier load() {
        return load(CAPITALS);
    }

    /**
     * A classifier that runs a model in this jar.
     *
     * @param file {@link #CAPITALS} or {@link #SMALL_LETTERS}
     * @throws KorrigoException when the model is missing from the jar or cannot be read
     */
    static CellClassifier load(String file) {
        OpenCvLibrary.load();
        MatOfByte bytes = new MatOfByte(bytes(file));
        try {
            return new CellClassifier(Dnn.readNetFromONNX(bytes), hash(file));
        } finally {
            bytes.release();
        }
    }

    /**
     * What stands in each patch: for each, in the patches' order, one probability for every class of
     * {@link CellReading#CLASSES}, in that order, summing to 1. The patches are not changed. One call for the cells of
     * one header is the fastest way.
     *
     * @throws IllegalArgumentException when a patch is not {@link #SIDE} x {@link #SIDE} pixels of one 8-bit channel
     * @throws IllegalStateException after {@link #close}
     */
    float[][] classify(List<Mat> patches) {
        if (net == null) {
            throw new IllegalStateException("The classifier is closed");
        }
        patches.forEach(CellClassifier::check);
        float[][] probabilities = new float[patches.size()][];
        for (int from = 0; from < patches.size(); from += LARGEST_BATCH) {
            List<Mat> batch = patches.subList(from, Math.min(from + LARGEST_BATCH, patches.size()));
            float[] logits = logits(net, batch);
            for (int i = 0; i < batch.size(); i++) {
                probabilities[from + i] = softmax(logits, i * CLASS_COUNT);
            }
        }
        // else the collector may free the net below a running native call, when this object is never used again
        Reference.reachabilityFence(this);
        return probabilities;
    }

    /** SHA-256 of the model file in lower-case hexadecimal digits: which model an identification rests on. */
    String modelHash() {
        return modelHash;
    }

    /** Lets go of the model; nothing can be classified afterwards. */
    @Override
    public void close() {
        net = null;
    }

    private static void check(Mat patch) {
        if (patch.type() != CvType.CV_8UC1 || patch.rows() != SIDE || patch.cols() != SIDE) {
            throw new IllegalArgumentException("A patch must be " + SIDE + " x " + SIDE + " CV_8UC1, got " + patch);
        }
    }

    private static float[] logits(Net net, List<Mat> patches) {
        Mat input = Dnn.blobFromImages(patches, 1 / 255.0, new Size(SIDE, SIDE), new Scalar(0), false, false);
        try {
            net.setInput(input);
            Mat output = net.forward();
            try {
                float[] logits = new float[patches.size() * CLASS_COUNT];
                output.get(0, 0, logits);
                return logits;
            } finally {
                output.release();
            }
        } finally {
            input.release();
        }
    }

    // The temperature that calibrates the model is inside its last layer.
    private static float[] softmax(float[] logits, int offset) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CLASS_COUNT; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double[] odds = new double[CLASS_COUNT];
        double sum = 0;
        for (int i = 0; i < CLASS_COUNT; i++) {
            odds[i] = Math.exp(logits[offset + i] - largest);
            sum += odds[i];
        }
        float[] probabilities = new float[CLASS_COUNT];
        for (int i = 0; i < CLASS_COUNT; i++) {
            probabilities[i] = (float) (odds[i] / sum);
        }
        return probabilities;
    }

    /** As it stands beside the model: to work it out takes a tenth of a second of each start. */
    private static String hash(String file) {
        return new String(bytes(file + ".sha256"), StandardCharsets.US_ASCII).substring(0, 64);
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = CellClassifier.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new KorrigoException("The character model " + file + " is missing from korrigo-core's jar");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new KorrigoException("The character model " + file + " cannot be read from korrigo-core's jar", e);
        }
    }
}
