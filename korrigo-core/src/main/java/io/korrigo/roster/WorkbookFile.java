package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.HeaderPlace.Way;
import io.korrigo.roster.RosterFile.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the class lists of a workbook. Visible sheets with one kind of columns are one roster: a sheet a class. Where sheets
 * have different columns, or students without a header, nobody but the person who has the file can say which one is meant.
 */
final class WorkbookFile {
    private static final int SHEETS = 1000;

    private final Workbook workbook;
    private final ReaderSettings settings;
    private final List<RosterRemark> remarks = new ArrayList<>();

    private WorkbookFile(Workbook workbook, ReaderSettings settings) {
        this.workbook = workbook;
        this.settings = settings;
    }

    /** @throws InvalidInputException when no row of its sheets is a header, or they are several rosters */
    static RosterFile open(Workbook workbook, ReaderSettings settings) throws IOException {
        return new WorkbookFile(workbook, settings).open();
    }

    private RosterFile open() throws IOException {
        List<Way> ways = ways();
        HeaderPlace best = HeaderPlace.find(ways, settings);
        List<HeaderPlace> layouts = ofOneKind(best, ways);
        if (layouts.size() > SHEETS) {
            throw Workbook.broken("has more than " + SHEETS + " sheets of students", null);
        }
        List<Part> parts = new ArrayList<>();
        for (HeaderPlace layout : layouts) {
            parts.add(new Part(layout, () -> workbook.rows(layout.way().number())));
        }
        return new RosterFile(workbook.container(), parts, true, null, false, null, remarks);
    }

    /** The sheets to look at: the one asked for, or the visible ones. */
    private List<Way> ways() throws IOException {
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < workbook.sheets().size(); i++) {
            Workbook.Sheet sheet = workbook.sheets().get(i);
            boolean wanted =
                    settings.sheet() == null ? !sheet.hidden() : sheet.name().equals(settings.sheet());
            List<Sample> records = wanted || sheet.hidden() ? samples(i) : List.of();
            if (wanted) {
                ways.add(new Way(i, sheet.name(), records));
            } else if (sheet.hidden() && settings.sheet() == null && !records.isEmpty()) {
                remark(
                        RosterRemark.Code.SHEET_HIDDEN,
                        sheet.name(),
                        "is hidden and was not read; ask for it by its name");
            }
        }
        if (ways.isEmpty()) {
            throw new InvalidInputException(
                    settings.sheet() == null
                            ? "The workbook has no visible sheet; save the class list in one"
                            : "The workbook has no sheet of the name asked for; check the name of the sheet");
        }
        return ways;
    }

    private List<Sample> samples(int index) throws IOException {
        List<Sample> samples = new ArrayList<>();
        Cells cells = new Cells();
        try (RowSource rows = workbook.rows(index)) {
            while (samples.size() < HeaderPlace.RECORDS && rows.next(cells)) {
                samples.add(cells.copy());
            }
        }
        return samples;
    }

    private List<HeaderPlace> ofOneKind(HeaderPlace best, List<Way> ways) {
        List<HeaderPlace> layouts = new ArrayList<>();
        for (Way way : ways) {
            if (way.number() == best.way().number()) {
                layouts.add(best);
                continue;
            }
            HeaderPlace layout = best.headerRecord() < 0 ? null : HeaderPlace.header(way, settings);
            if (layout == null) {
                withoutHeader(way);
            } else if (kind(layout).equals(kind(best))) {
                layouts.add(layout);
            } else if (!layout.data().isEmpty()) {
                throw new InvalidInputException("The workbook has class lists of different columns in the sheets \""
                        + best.way().name() + "\" and \"" + way.name()
                        + "\"; say which sheet to read, or save the one meant in a workbook of its own");
            }
        }
        return layouts;
    }

    private void withoutHeader(Way way) {
        if (way.records().stream().allMatch(Sample::blank)) {
            return;
        }
        if (HeaderPlace.mayBeStudents(way, settings)) {
            throw new InvalidInputException(
                    "The workbook's sheet \"" + way.name() + "\" holds birth dates under no header"
                            + " that is known, beside another sheet of students; give both one header, or say which sheet to read");
        }
        remark(
                RosterRemark.Code.SHEET_WITHOUT_HEADER,
                Objects.requireNonNullElse(way.name(), ""),
                "has no header of a class list and was not read");
    }

    private static Set<RosterColumn> kind(HeaderPlace layout) {
        return EnumSet.allOf(RosterColumn.class).stream()
                .filter(layout.mapping()::has)
                .collect(Collectors.toSet());
    }

    private void remark(RosterRemark.Code code, String sheet, String what) {
        remarks.add(new RosterRemark(code, sheet, "sheet \"" + sheet + "\" " + what));
    }
}
