package io.korrigo.bench.scans;

import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FoldedSheets.Written;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.GlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A pile as a school scans it, with what goes wrong: 44 folded A3 sheets of 28 students, one of whom is not on the roster of 30;
 * 2 sheets turned, 1 eaten by the scanner, 1 scanned twice, 3 with a blank inner side.
 */
final class DrawnPile {
    static final int SHEETS = 44;
    static final int WRITERS = 28;
    private static final int STUDENTS = 30;
    private static final int TURNED = 2;
    private static final int BLANK = 3;

    private final List<Student> roster;
    private final List<Sheet> sheets;
    private final int eaten;

    /**
     * A sheet that went through the scanner.
     *
     * @param writer from 0
     * @param student the writer's id, or null for the one who is not on the roster
     * @param again whether it went through before
     */
    record Sheet(int writer, @Nullable String student, Written written, boolean turned, boolean again) {}

    DrawnPile(long seed) {
        Random random = new Random(seed);
        RosterGenerator generator = new RosterGenerator(seed);
        roster = List.copyOf(generator.roster(STUDENTS));
        List<Student> writers = new ArrayList<>(roster);
        Collections.shuffle(writers, random);
        int outsider = random.nextInt(WRITERS);
        Student stranger = generator.stranger(roster);
        List<Integer> second = new ArrayList<>(Collections.nCopies(SHEETS - WRITERS, 1));
        second.addAll(Collections.nCopies(2 * WRITERS - SHEETS, 0));
        Collections.shuffle(second, random);
        List<Sheet> pile = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Student student = writer == outsider ? stranger : writers.get(writer);
            for (int sheet = 0; sheet <= second.get(writer); sheet++) {
                boolean last = sheet == second.get(writer);
                Written written = new Written(
                        HeaderText.of(student),
                        last ? 3 + random.nextInt(2) : 4,
                        seed * 1000 + writer,
                        seed * 100_000 + writer * 100L + sheet);
                pile.add(new Sheet(writer, writer == outsider ? null : student.id(), written, false, false));
            }
        }
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < SHEETS; place++) {
            places.add(place);
        }
        Collections.shuffle(places, random);
        places.subList(0, TURNED).forEach(place -> pile.set(place, turned(pile.get(place))));
        places.subList(TURNED, TURNED + BLANK).forEach(place -> pile.set(place, blankInside(pile.get(place))));
        eaten = pile.get(places.get(TURNED + BLANK)).writer();
        int lost = places.get(TURNED + BLANK);
        int doubled = places.get(TURNED + BLANK + 1);
        Sheet twice = pile.get(doubled);
        pile.add(doubled + 1, new Sheet(twice.writer(), twice.student(), twice.written(), twice.turned(), true));
        pile.remove(lost > doubled ? lost + 1 : lost);
        sheets = List.copyOf(pile);
    }

    private static Sheet turned(Sheet sheet) {
        return new Sheet(sheet.writer(), sheet.student(), sheet.written(), true, false);
    }

    /** Only the first page is written: the inner side is blank. */
    private static Sheet blankInside(Sheet sheet) {
        Written all = sheet.written();
        Written first = new Written(all.header(), 1, all.hand(), all.paper());
        return new Sheet(sheet.writer(), sheet.student(), first, false, false);
    }

    List<Student> roster() {
        return roster;
    }

    /** What went through the scanner, in order. */
    List<Sheet> sheets() {
        return sheets;
    }

    /** Whose sheet the scanner ate. */
    int eaten() {
        return eaten;
    }

    /** What went wrong in the scanner, by places in the pile from 0. */
    String damage() {
        List<String> damage = new ArrayList<>(List.of("writer " + eaten + " lacks a sheet"));
        for (int place = 0; place < sheets.size(); place++) {
            Sheet sheet = sheets.get(place);
            String what = (sheet.turned() ? ", turned" : "")
                    + (sheet.again() ? ", again" : "")
                    + (sheet.student() == null ? ", by nobody of the roster" : "")
                    + (sheet.written().pages() == 1 ? ", blank inside" : "");
            if (!what.isEmpty()) {
                damage.add("sheet " + place + what);
            }
        }
        return String.join("; ", damage);
    }

    /** Draws every view into {@code folder}. */
    void draw(GlyphSource glyphs, ScanQuality quality, int dpi, Colours colours, Path folder) throws IOException {
        FoldedSheets drawn = new FoldedSheets(HeaderForm.cmenV3True(), glyphs, quality, dpi, colours);
        int view = 0;
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            for (GeneratedPage side : drawn.scan(sheet.written(), 7919L * i + dpi, sheet.turned())) {
                String name = String.format(Locale.ROOT, "view%03d%s", ++view, side.extension());
                Files.write(folder.resolve(name), side.encoded());
            }
        }
    }
}
