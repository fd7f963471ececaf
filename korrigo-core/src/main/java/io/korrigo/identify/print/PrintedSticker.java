package io.korrigo.identify.print;

import io.korrigo.identify.HeaderField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names and birth date without labels, as on a sticker: "DUPONT Jean 12/03/2008", or the date below the names.
 *
 * <p>A date whose line holds no names is taken with the one or two lines close above it. Dates of exams have no names.
 */
final class PrintedSticker {
    /** How far above the date the names may stand, in heights of a line. */
    private static final double LINES_ABOVE = 2.2;

    private static final Pattern BORN = Pattern.compile("\\b(?:NEE?\\s?(?:\\(E\\))?\\s?LE|BORN(?: ON)?)\\b");

    private final List<PrintedRun> lines;

    PrintedSticker(List<PrintedRun> lines) {
        this.lines = lines;
    }

    /** The first sticker from the top, those before others whose capitals tell which name is which. */
    PrintedFields fields() {
        List<PrintedFields> found = new ArrayList<>();
        lines.stream()
                .sorted(Comparator.comparingDouble(PrintedRun::top))
                .forEach(line -> PrintedDate.in(line)
                        .ifPresent(date -> names(line, date)
                                .map(names -> with(names, date))
                                .ifPresent(found::add)));
        return found.isEmpty() ? PrintedFields.NONE : found.get(0);
    }

    private static PrintedFields with(PrintedFields names, PrintedDate date) {
        Map<HeaderField, List<PrintedSign>> fields = new EnumMap<>(HeaderField.class);
        fields.putAll(names.signs());
        fields.put(HeaderField.BIRTH_DATE, date.digits());
        return new PrintedFields(fields);
    }

    private Optional<PrintedFields> names(PrintedRun line, PrintedDate date) {
        int end = date.from();
        var born = BORN.matcher(line.plain());
        if (born.find() && born.start() < end) {
            end = born.start();
        }
        PrintedRun before = line.part(0, end);
        if (before.letters() > 1) {
            return named(PrintedNames.split(before));
        }
        return above(line).flatMap(nearest -> {
            PrintedFields names = PrintedNames.split(nearest);
            return names.signs().isEmpty()
                    ? above(nearest).flatMap(first -> named(PrintedNames.split(joined(first, nearest))))
                    : Optional.of(names);
        });
    }

    private static Optional<PrintedFields> named(PrintedFields names) {
        return names.signs().isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private Optional<PrintedRun> above(PrintedRun line) {
        double height = line.bottom() - line.top();
        return lines.stream()
                .filter(other -> other.bottom() < (line.top() + line.bottom()) / 2)
                .filter(other -> other.bottom() > line.top() - LINES_ABOVE * height)
                .filter(other -> other.left() < line.right() && other.right() > line.left())
                .max(Comparator.comparingDouble(PrintedRun::bottom));
    }

    private static PrintedRun joined(PrintedRun one, PrintedRun other) {
        List<PrintedSign> signs = new ArrayList<>(one.signs());
        signs.add(new PrintedSign(' ', 1, other.signs().get(0).region()));
        signs.addAll(other.signs());
        return new PrintedRun(signs);
    }
}
