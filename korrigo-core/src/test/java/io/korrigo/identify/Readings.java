package io.korrigo.identify;

import io.korrigo.exam.PageRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings made by hand: each box says its character with 98 %, or clearly with 99.99 %, and the rest evenly. */
public final class Readings {
    public static final int BOXES = 22;
    private static final float SURE = 0.98f;
    private static final float CLEAR = 0.9999f;
    private static final PageRegion NOWHERE = new PageRegion(0, 0, 1, 1);

    private Readings() {}

    /** As {@link #of}, as clear as letters are on a good scan. */
    public static HeaderReading clear(@Nullable String last, @Nullable String first, @Nullable String date) {
        List<RowReading> rows = new ArrayList<>();
        addClear(rows, HeaderField.LAST_NAME, last, BOXES);
        addClear(rows, HeaderField.FIRST_NAME, first, BOXES);
        addClear(rows, HeaderField.BIRTH_DATE, date, 8);
        return new HeaderReading(rows, 0, "by hand");
    }

    private static void addClear(List<RowReading> rows, HeaderField field, @Nullable String text, int boxes) {
        if (text != null) {
            rows.add(clearRow(field, text, boxes));
        }
    }

    /** One row of those. */
    public static RowReading clearRow(HeaderField field, String text, int boxes) {
        List<CellReading> cells = new ArrayList<>();
        for (int box = 0; box < boxes; box++) {
            char c = box < text.length() ? text.charAt(box) : CellReading.BLANK;
            cells.add(c == '?' ? cell(c) : cell(c, CLEAR));
        }
        return new RowReading(field, cells);
    }

    /** A box that says {@code c} with {@code sure}, and the rest evenly. */
    public static CellReading cell(char c, float sure) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        Arrays.fill(probabilities, (1 - sure) / (probabilities.length - 1));
        probabilities[CellReading.CLASSES.indexOf(c)] = sure;
        return new CellReading(NOWHERE, probabilities);
    }

    /** Rows as {@link CellReading#CLASSES} spells them; null for a row that was not found. */
    public static HeaderReading of(@Nullable String last, @Nullable String first, @Nullable String date) {
        List<RowReading> rows = new ArrayList<>();
        add(rows, HeaderField.LAST_NAME, last, BOXES);
        add(rows, HeaderField.FIRST_NAME, first, BOXES);
        add(rows, HeaderField.BIRTH_DATE, date, 8);
        return new HeaderReading(rows, 0, "by hand");
    }

    private static void add(List<RowReading> rows, HeaderField field, @Nullable String text, int boxes) {
        if (text != null) {
            rows.add(row(field, text, boxes));
        }
    }

    public static RowReading row(HeaderField field, String text, int boxes) {
        List<CellReading> cells = new ArrayList<>();
        for (int box = 0; box < boxes; box++) {
            cells.add(cell(box < text.length() ? text.charAt(box) : CellReading.BLANK));
        }
        return new RowReading(field, cells);
    }

    /** '?' is a box that may be anything. */
    public static CellReading cell(char c) {
        int classes = CellReading.CLASSES.length();
        float[] probabilities = new float[classes];
        Arrays.fill(probabilities, c == '?' ? 1f / classes : (1 - SURE) / (classes - 1));
        if (c != '?') {
            probabilities[CellReading.CLASSES.indexOf(c)] = SURE;
        }
        return new CellReading(NOWHERE, probabilities);
    }
}
