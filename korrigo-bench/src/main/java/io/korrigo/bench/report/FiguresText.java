package io.korrigo.bench.report;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures as Markdown. */
final class FiguresText {
    private static final double[] THRESHOLDS = {0.5, 0.9, 0.99, 0.999, 0.9999};

    private final StringBuilder text = new StringBuilder();

    FiguresText(String command) {
        text.append(FigureFile.measured(command));
    }

    private static <T> List<T> those(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }

    private void heading(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private static String name(ScanQuality quality) {
        return quality.name().toLowerCase(Locale.ROOT);
    }

    void answers(List<PageLine> pages, List<Integer> rosters) {
        heading("Answers");
        MarkdownTable table = new MarkdownTable(
                "scans",
                "roster",
                "pages",
                "legible identified",
                "wrong",
                "strangers refused",
                "blank or headerless refused",
                "legible, among first five");
        for (ScanQuality quality : ScanQuality.values()) {
            for (int roster : rosters) {
                List<PageLine> all = those(pages, page -> page.quality() == quality && page.roster() == roster);
                List<PageLine> legible = those(all, PageLine::legible);
                Share identified = Share.of(legible, PageLine::right);
                table.row(
                        name(quality),
                        roster,
                        all.size(),
                        identified.counted() + ", " + identified.percent(),
                        Share.of(all, PageLine::wrong).part(),
                        Share.of(those(all, page -> page.kind() == PageKind.STRANGER), page -> !page.identified())
                                .counted(),
                        Share.of(
                                        those(all, page -> page.nobodys() && page.kind() != PageKind.STRANGER),
                                        page -> !page.identified())
                                .counted(),
                        Share.of(legible, page -> page.rank() > 0).counted());
            }
        }
        text.append(table);
    }

    void coverage(List<PageLine> pages) {
        heading("Coverage and error");
        MarkdownTable table = new MarkdownTable("threshold", "easy", "normal", "hard", "worst");
        for (double threshold : THRESHOLDS) {
            Object[] cells = new Object[1 + ScanQuality.values().length];
            cells[0] = threshold;
            for (ScanQuality quality : ScanQuality.values()) {
                List<PageLine> all = those(pages, page -> page.quality() == quality);
                cells[1 + quality.ordinal()] = Share.of(those(all, PageLine::legible), page -> page.rightAt(threshold))
                                .percent()
                        + ", wrong "
                        + Share.of(all, page -> page.wrongAt(threshold)).part();
            }
            table.row(cells);
        }
        text.append(table)
                .append(
                        "\nLegible copies identified rightly, and how many of all were identified wrongly, over all rosters;")
                .append(" 0.999 is the usual threshold.\n\n![Coverage and error](coverage.svg)\n");
    }

    void reading(List<PageLine> allPages) {
        int roster = allPages.isEmpty() ? 0 : allPages.get(0).roster();
        List<PageLine> pages =
                those(allPages, page -> page.roster() == roster && !page.rows().isEmpty());
        heading("Reading");
        MarkdownTable table = new MarkdownTable(
                "scans",
                "family name row found",
                "first name",
                "birth date",
                "with exact boxes",
                "letters right",
                "digits right",
                "turned 0, 90, 180, 270 degrees: seen");
        for (ScanQuality quality : ScanQuality.values()) {
            List<PageLine> all = those(pages, page -> page.quality() == quality);
            // the reader leaves the number alone
            List<PageLine.RowLine> rows = all.stream()
                    .flatMap(page -> page.rows().entrySet().stream())
                    .filter(row -> HeaderReader.IDENTIFYING.contains(row.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            table.row(
                    name(quality),
                    found(all, HeaderField.LAST_NAME),
                    found(all, HeaderField.FIRST_NAME),
                    found(all, HeaderField.BIRTH_DATE),
                    Share.of(rows, PageLine.RowLine::exact).percent(),
                    letters(all, HeaderField.LAST_NAME, HeaderField.FIRST_NAME),
                    letters(all, HeaderField.BIRTH_DATE),
                    String.join(
                            "; ",
                            IntStream.range(0, 4)
                                    .mapToObj(turns -> Share.of(
                                                    those(all, page -> page.turnsDrawn() == turns),
                                                    page -> page.turnsRead() == turns)
                                            .counted())
                                    .toList()));
        }
        text.append(table);
    }

    private static String found(List<PageLine> pages, HeaderField field) {
        List<PageLine.RowLine> rows = rows(pages, field);
        return Share.of(rows, PageLine.RowLine::found).percent();
    }

    private static List<PageLine.RowLine> rows(List<PageLine> pages, HeaderField field) {
        return pages.stream()
                .filter(page -> page.rows().containsKey(field))
                .map(page -> page.rows().get(field))
                .toList();
    }

    private static String letters(List<PageLine> pages, HeaderField... fields) {
        long letters = 0;
        long right = 0;
        for (HeaderField field : fields) {
            for (PageLine.RowLine row : rows(pages, field)) {
                letters += row.letters();
                right += row.right();
            }
        }
        return new Share(right, letters).percent();
    }

    void reliability(List<Bin> drawn, List<Bin> simulated, List<String> output) {
        heading("Reliability");
        MarkdownTable table = new MarkdownTable(
                "stated", "drawn: copies", "mean stated", "right", "simulated: copies", "mean stated", "right");
        Stream.concat(drawn.stream(), simulated.stream())
                .sorted(Comparator.comparing(Bin::from).thenComparing(Bin::to))
                .map(Bin::range)
                .distinct()
                .forEach(range -> {
                    Object[] left = cells(drawn, range);
                    Object[] right = cells(simulated, range);
                    table.row(range, left[0], left[1], left[2], right[0], right[1], right[2]);
                });
        text.append(table)
                .append(
                        "\n![Stated and observed](reliability.svg)\n\nThe simulation of the matcher said:\n\n```text\n");
        output.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        text.append("```\n");
    }

    /** Copies, mean stated and right; dashes where the range has none. */
    private static Object[] cells(List<Bin> bins, String range) {
        for (Bin bin : bins) {
            if (bin.range().equals(range)) {
                String stated = String.format(Locale.ROOT, "%.2f %%", 100 * bin.stated());
                return new Object[] {bin.right().whole(), stated, bin.right().percent()};
            }
        }
        return new Object[] {0, "-", "-"};
    }

    void throughput(List<ThroughputFigure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        heading("Throughput");
        MarkdownTable table = new MarkdownTable("what", "threads", "pages a second", "CPU milliseconds a page");
        for (ThroughputFigure figure : figures) {
            table.row(
                    figure.what(),
                    figure.threads(),
                    ThroughputFigure.digits(figure.pages()),
                    ThroughputFigure.digits(figure.millis()));
        }
        text.append(table).append("\n![Pages a second](throughput.svg)\n");
    }

    void gallery(List<Gallery.Item> items) {
        text.append("\n## Failures\n\n");
        if (items.isEmpty()) {
            text.append("No legible copy was refused and none was identified wrongly.\n");
        }
        for (Gallery.Item item : items) {
            text.append("![](").append(item.file()).append(")\n\n");
            text.append(item.cell().name())
                    .append(" scan, seed ")
                    .append(item.cell().seed());
            text.append(", roster of ")
                    .append(item.roster())
                    .append(": **")
                    .append(item.outcome())
                    .append("**. ");
            text.append(item.reason()).append(" Drawn `").append(item.drawn()).append("`, read `");
            text.append(item.read()).append("`.\n\n");
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
