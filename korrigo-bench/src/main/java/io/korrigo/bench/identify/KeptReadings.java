package io.korrigo.bench.identify;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was read of pages with known writers, with the roster: rules of the matcher are tried on it in seconds, where drawing
 * and reading the pages takes minutes.
 *
 * @param roster in its order
 */
record KeptReadings(List<Student> roster, List<Page> pages) {
    private static final String FORMAT = "korrigo-readings/1";

    KeptReadings {
        roster = List.copyOf(roster);
        pages = List.copyOf(pages);
    }

    /**
     * One page.
     *
     * @param name what tells it from the others
     * @param kind what is peculiar about it
     * @param origin where the names of the writer, or of whom the writer resembles, come from; may be empty
     * @param writer place on the roster, from 0; -1 for somebody who isn't there, or nobody
     * @param exact whether the rows of names and date were found with all of their boxes in their places
     * @param drawn what stands in the boxes of the family name, the first name and the birth date
     */
    record Page(
            String name,
            String kind,
            String origin,
            Expectation expectation,
            int writer,
            boolean exact,
            List<String> drawn,
            HeaderReading reading) {
        Page {
            drawn = List.copyOf(drawn);
        }
    }

    void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))))) {
            out.writeUTF(FORMAT);
            out.writeInt(roster.size());
            for (Student student : roster) {
                out.writeUTF(student.id());
                out.writeUTF(student.lastName());
                write(out, student.usageName());
                out.writeUTF(student.firstName());
                write(
                        out,
                        student.birthDate() == null ? null : student.birthDate().toString());
            }
            out.writeInt(pages.size());
            for (Page page : pages) {
                write(out, page);
            }
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    private static void write(DataOutputStream out, Page page) throws IOException {
        out.writeUTF(page.name());
        out.writeUTF(page.kind());
        out.writeUTF(page.origin());
        out.writeUTF(page.expectation().name());
        out.writeInt(page.writer());
        out.writeBoolean(page.exact());
        out.writeInt(page.drawn().size());
        for (String drawn : page.drawn()) {
            out.writeUTF(drawn);
        }
        HeaderReading reading = page.reading();
        out.writeInt(reading.quarterTurns());
        out.writeUTF(reading.modelHash());
        out.writeBoolean(reading.oneOfTwo());
        out.writeInt(reading.rows().size());
        for (RowReading row : reading.rows()) {
            out.writeUTF(row.field().name());
            out.writeInt(row.cells().size());
            for (CellReading cell : row.cells()) {
                PageRegion region = cell.region();
                for (double side : new double[] {region.x(), region.y(), region.w(), region.h()}) {
                    out.writeDouble(side);
                }
                for (float probability : cell.probabilities()) {
                    out.writeFloat(probability);
                }
            }
        }
    }

    /** @throws InvalidInputException when the file holds something else */
    static KeptReadings read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            String format = in.readUTF();
            if (!format.equals(FORMAT)) {
                throw new InvalidInputException(
                        file + " begins with " + format + ", not with " + FORMAT + "; have the pages read again");
            }
            List<Student> roster = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                roster.add(student(in));
            }
            List<Page> pages = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                pages.add(page(in));
            }
            return new KeptReadings(roster, pages);
        }
    }

    private static Student student(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String lastName = in.readUTF();
        String usageName = in.readUTF();
        String firstName = in.readUTF();
        String born = in.readUTF();
        return new Student(
                id,
                lastName,
                usageName.isEmpty() ? null : usageName,
                firstName,
                born.isEmpty() ? null : LocalDate.parse(born),
                null,
                null,
                null,
                null);
    }

    private static Page page(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String kind = in.readUTF();
        String origin = in.readUTF();
        Expectation expectation = Expectation.valueOf(in.readUTF());
        int writer = in.readInt();
        boolean exact = in.readBoolean();
        List<String> drawn = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            drawn.add(in.readUTF());
        }
        int turns = in.readInt();
        String model = in.readUTF();
        boolean oneOfTwo = in.readBoolean();
        List<RowReading> rows = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            rows.add(row(in));
        }
        return new Page(
                name, kind, origin, expectation, writer, exact, drawn, new HeaderReading(rows, turns, model, oneOfTwo));
    }

    private static RowReading row(DataInputStream in) throws IOException {
        HeaderField field = HeaderField.valueOf(in.readUTF());
        List<CellReading> cells = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            PageRegion region = new PageRegion(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
            float[] probabilities = new float[CellReading.CLASSES.length()];
            for (int c = 0; c < probabilities.length; c++) {
                probabilities[c] = in.readFloat();
            }
            cells.add(new CellReading(region, probabilities));
        }
        return new RowReading(field, cells);
    }
}
