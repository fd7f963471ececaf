package io.korrigo.bench.identify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.testkit.pages.PageKind.Expectation;
import io.korrigo.testkit.pages.PageTruth;
import java.awt.geom.Point2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A folder of pages with known answers: {@code pages/}, {@code roster.csv}, {@code truth.csv} and {@code geometry.json} as
 * {@code korrigo-bench/validation} writes them. Of the truth's columns {@code number} and {@code quality} may be missing.
 *
 * @param students the roster in its order
 */
record PageFolder(List<Student> students, List<FiledPage> pages) {
    private static final CSVFormat TRUTH =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final Map<String, HeaderField> FIELDS = Map.of(
            "family", HeaderField.LAST_NAME,
            "first", HeaderField.FIRST_NAME,
            "number", HeaderField.CANDIDATE_NUMBER,
            "birth_date", HeaderField.BIRTH_DATE);
    private static final List<String> QUALITIES = List.of("easy", "normal", "hard", "worst");

    PageFolder {
        students = List.copyOf(students);
        pages = List.copyOf(pages);
    }

    /**
     * Reads a folder's lists; pictures are only looked at for their size.
     *
     * @throws InvalidInputException when they contradict each other, or a row of the roster can't be read
     */
    static PageFolder read(Path folder) throws IOException {
        RosterReading roster = new RosterReader().read(folder.resolve("roster.csv"));
        if (!roster.rejected().isEmpty()) {
            throw new InvalidInputException(
                    folder + "/roster.csv: " + roster.problems().get(0));
        }
        JsonNode geometry =
                new ObjectMapper().readTree(folder.resolve("geometry.json").toFile());
        List<FiledPage> pages = new ArrayList<>();
        try (BufferedReader text = Files.newBufferedReader(folder.resolve("truth.csv"));
                CSVParser lines = TRUTH.parse(text)) {
            for (CSVRecord line : lines) {
                pages.add(page(folder, line, geometry.path(line.get("file"))));
            }
        }
        int students = roster.students().size();
        for (FiledPage page : pages) {
            if (page.student() >= students) {
                throw new InvalidInputException(
                        folder + "/truth.csv: " + page.picture().getFileName() + " is of student "
                                + (page.student() + 1) + ", the roster has " + students);
            }
        }
        return new PageFolder(roster.students(), pages);
    }

    private static FiledPage page(Path folder, CSVRecord line, JsonNode corners) throws IOException {
        Path picture = folder.resolve("pages").resolve(line.get("file"));
        String student = line.get("student");
        return new FiledPage(
                picture,
                student.isEmpty() ? -1 : Integer.parseInt(student) - 1,
                Expectation.valueOf(line.get("expect").toUpperCase(Locale.ROOT)),
                line.get("kind"),
                Math.max(0, QUALITIES.indexOf(line.isMapped("quality") ? line.get("quality") : "easy")),
                truth(picture, line, corners));
    }

    private static PageTruth truth(Path picture, CSVRecord line, JsonNode corners) throws IOException {
        List<PageTruth.Row> rows = new ArrayList<>();
        for (String column : List.of("family", "first", "number", "birth_date")) {
            JsonNode boxes = corners.path(column.equals("birth_date") ? "date" : column);
            if (!boxes.isEmpty()) {
                String text = line.isMapped(column) ? line.get(column) : "";
                rows.add(new PageTruth.Row(FIELDS.get(column), cells(boxes, contents(text))));
            }
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            int turns = rows.isEmpty() ? 0 : turns(rows.get(0).boxes().get(0).corners());
            PageTruth truth = new PageTruth(reader.getWidth(0), reader.getHeight(0), turns, rows);
            reader.dispose();
            return truth;
        }
    }

    private static List<PageTruth.Cell> cells(JsonNode boxes, List<String> contents) {
        List<PageTruth.Cell> cells = new ArrayList<>();
        for (JsonNode box : boxes) {
            List<Point2D> corners = new ArrayList<>();
            box.forEach(corner -> corners.add(
                    new Point2D.Double(corner.get(0).asDouble(), corner.get(1).asDouble())));
            cells.add(new PageTruth.Cell(corners, cells.size() < contents.size() ? contents.get(cells.size()) : " "));
        }
        return cells;
    }

    /** One text a box: a character, or a crossed-out one with its mark. A slash is a mark like a dash: no letter. */
    private static List<String> contents(String text) {
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            int from = i;
            i += text.charAt(i) == '#' && i + 1 < text.length() ? 1 : 0;
            String content = text.substring(from, i + 1);
            contents.add(content.equals("/") ? "-" : content);
        }
        return contents;
    }

    /** Clockwise quarter turns that lay a box's upper side from left to right. */
    private static int turns(List<Point2D> corners) {
        double angle = Math.atan2(
                corners.get(1).getY() - corners.get(0).getY(),
                corners.get(1).getX() - corners.get(0).getX());
        return Math.floorMod(-Math.round(angle / (Math.PI / 2)), 4);
    }
}
