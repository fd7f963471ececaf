package io.korrigo.testkit.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.roster.ImportComparison;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterRow;
import io.korrigo.roster.StudentUpdate;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roster of a million rows in a Java of 256 MB. */
@Tag("slow")
class MillionRowsTest {
    private static final int ROWS = 1_000_000;
    private static final int KNOWN = 50_000;

    @Test
    void areReadAndPlannedInASmallHeap(@TempDir Path folder) throws Exception {
        Path roster = folder.resolve("million.csv");
        try (Writer out = Files.newBufferedWriter(roster)) {
            out.write("NOM;PRENOM;DATE_NAISSANCE;CLASSE\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("DUBOSC-" + letters(i) + ";Zoé;" + (1 + i % 28) + "/03/2008;TG" + i / 35 + "\n");
            }
        }

        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionRowsTest.class.getName(),
                        roster.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.strip()).isEqualTo((ROWS - KNOWN) + " created, " + KNOWN + " known, 0 missing");
        assertThat(small.waitFor()).isZero();
    }

    /** What the small Java runs. */
    public static void main(String[] args) throws IOException {
        Path roster = Path.of(args[0]);
        RosterReader reader = new RosterReader().withMaxBytes(1L << 30);
        List<Student> known = new ArrayList<>();
        for (int i = 0; i < KNOWN; i++) {
            known.add(Student.of("s" + i, "Dubosc " + letters(i), "ZOE", LocalDate.of(2008, 3, 1 + i % 28)));
        }
        ImportComparison comparison = new ImportComparison(known);
        reader.forEach(roster, comparison::notice);
        int[] counts = new int[2];
        reader.forEach(roster, entry -> {
            if (entry instanceof RosterRow row) {
                counts[comparison.decide(row) instanceof StudentUpdate ? 1 : 0]++;
            }
        });
        PrintStream out = System.out;
        out.println(counts[0] + " created, " + counts[1] + " known, "
                + comparison.missing().size() + " missing");
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int n = number + 1; n > 0; n /= 26) {
            letters.append((char) ('A' + n % 26));
        }
        return letters.toString();
    }
}
