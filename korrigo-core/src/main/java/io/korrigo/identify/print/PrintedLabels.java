package io.korrigo.identify.print;

import io.korrigo.identify.HeaderField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields that stand beside or below a printed label: "Nom de famille : DUPONT", "Né(e) le 12/03/2008".
 *
 * <p>A label begins its line or has a colon: the words occur in instructions too.
 */
final class PrintedLabels {
    /** Of a name behind its label: a single letter is noise. */
    private static final int FEWEST_LETTERS = 2;
    /** How far below its label a value may stand, in heights of the label. */
    private static final double LINES_BELOW = 3;

    /** What a label announces; a label without a field ends the value before it. */
    private record Label(@Nullable HeaderField field, boolean bothNames, int from, int to) {}

    private record Words(@Nullable HeaderField field, boolean bothNames, Pattern pattern) {
        static Words of(@Nullable HeaderField field, String pattern) {
            return new Words(field, false, Pattern.compile("\\b(?:" + pattern + ")(?![A-Z])"));
        }
    }

    /** Longer ones before those that they begin with. */
    private static final List<Words> WORDS = List.of(
            new Words(
                    HeaderField.LAST_NAME,
                    true,
                    Pattern.compile(
                            "\\b(?:NOMS?\\s*(?:ET|,|/|&|-)?\\s*PRENOM(?:S|\\(S\\))?|(?:FULL|STUDENT) NAME)(?![A-Z])")),
            Words.of(
                    HeaderField.LAST_NAME,
                    "NOM DE FAMILLE|NOM DE NAISSANCE|NOM(?! D[EU' ])|FAMILY NAME|LAST NAME|SURNAME"),
            Words.of(
                    HeaderField.FIRST_NAME,
                    "PRENOM(?:S|\\s?\\(S\\))?|FIRST NAMES?(?:\\(S\\))?|GIVEN NAMES?(?:\\(S\\))?"),
            Words.of(
                    HeaderField.BIRTH_DATE,
                    "NEE?\\s?(?:\\(E\\))?\\s?LE|DATE DE NAISSANCE|DATE OF BIRTH|BIRTH ?DATE|BORN(?: ON)?"),
            Words.of(
                    null,
                    "NOM D.\\s?USAGE|NOM MARITAL|NOM DE|CLASSE?|INE|NUMERO|N[O°]|ETABLISSEMENT|SCHOOL|EPREUVE|MATIERE|SUBJECT|SESSION|EXAMEN|CONCOURS"
                            + "|SECTION|SERIE|SPECIALITE|DATE|DIVISION|GROUPE?"));

    private final List<PrintedRun> lines;

    PrintedLabels(List<PrintedRun> lines) {
        this.lines = lines;
    }

    PrintedFields fields() {
        Map<HeaderField, List<PrintedSign>> fields = new EnumMap<>(HeaderField.class);
        for (PrintedRun line : lines) {
            List<Label> labels = labels(line);
            for (int i = 0; i < labels.size(); i++) {
                Label label = labels.get(i);
                HeaderField field = label.field();
                if (field != null && !fields.containsKey(field)) {
                    int end = i + 1 < labels.size()
                            ? labels.get(i + 1).from()
                            : line.signs().size();
                    PrintedRun value = line.part(label.to(), end);
                    boolean last = i + 1 == labels.size();
                    put(fields, label, value.isEmpty() ? elsewhere(line, label, last) : value);
                }
            }
        }
        return new PrintedFields(fields);
    }

    private static void put(Map<HeaderField, List<PrintedSign>> fields, Label label, PrintedRun value) {
        if (label.field() == HeaderField.BIRTH_DATE) {
            PrintedDate.labelled(value).ifPresent(date -> fields.put(HeaderField.BIRTH_DATE, date.digits()));
        } else if (label.bothNames()) {
            PrintedNames.split(value).signs().forEach(fields::putIfAbsent);
        } else if (label.field() != null && value.letters() >= FEWEST_LETTERS) {
            fields.put(label.field(), value.signs());
        }
    }

    /** The labels of {@code line} from left to right. */
    private static List<Label> labels(PrintedRun line) {
        String plain = line.plain();
        List<Label> labels = new ArrayList<>();
        for (Words words : WORDS) {
            Matcher matcher = words.pattern().matcher(plain);
            while (matcher.find()) {
                boolean isLabel = plain.substring(0, matcher.start()).isBlank()
                        || plain.substring(matcher.end()).stripLeading().startsWith(":");
                boolean taken =
                        labels.stream().anyMatch(label -> label.from() < matcher.end() && matcher.start() < label.to());
                if (isLabel && !taken) {
                    labels.add(new Label(words.field(), words.bothNames(), matcher.start(), matcher.end()));
                }
            }
        }
        labels.sort((one, other) -> Integer.compare(one.from(), other.from()));
        return labels;
    }

    /** The line that begins to the right of the label at its height, or else the one just below it. */
    private PrintedRun elsewhere(PrintedRun line, Label label, boolean last) {
        PrintedRun words = new PrintedRun(line.signs().subList(label.from(), label.to()));
        Optional<PrintedRun> beside = last ? beside(words) : Optional.empty();
        return beside.or(() -> below(words)).orElse(new PrintedRun(List.of()));
    }

    private Optional<PrintedRun> beside(PrintedRun label) {
        return lines.stream()
                .filter(line -> line.left() > label.right())
                .filter(line -> Math.min(line.bottom(), label.bottom()) - Math.max(line.top(), label.top())
                        > (label.bottom() - label.top()) / 2)
                .min((one, other) -> Double.compare(one.left(), other.left()))
                .filter(line -> labels(line).isEmpty())
                .map(line -> line.part(0, line.signs().size()));
    }

    private Optional<PrintedRun> below(PrintedRun label) {
        double height = label.bottom() - label.top();
        return lines.stream()
                .filter(line -> line.top() > (label.top() + label.bottom()) / 2)
                .filter(line -> line.top() < label.bottom() + LINES_BELOW * height)
                .filter(line -> line.left() < label.right() && line.right() > label.left())
                .min((one, other) -> Double.compare(one.top(), other.top()))
                .filter(line -> labels(line).isEmpty())
                .map(line -> line.part(0, line.signs().size()));
    }
}
