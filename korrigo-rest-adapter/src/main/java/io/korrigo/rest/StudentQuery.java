package io.korrigo.rest;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types to find a student, blind to accents, case, signs and particles: each word begins a word of a name or of the
 * class ("roux", "de la f", "tg2"), and what looks like a date is the birth date, as far as it is typed (1707, 17/7, 17.07.08, 2008-07,
 * "17 juillet 2008").
 */
final class StudentQuery {
    /** Small words of names, which some lists write and others don't. */
    private static final Set<String> PARTICLES = Set.of(
            "d", "da", "das", "de", "del", "des", "di", "do", "dos", "du", "el", "l", "la", "le", "les", "van", "von",
            "ben", "al");

    /** By their first letters; "juin" and "juillet" need four. The index is the month less one. */
    private static final List<Pattern> MONTHS = List.of(
            months("jan"),
            months("fev|feb"),
            months("mar"),
            months("avr|apr"),
            months("mai|may"),
            months("juin|jun(?!i?l)"),
            months("juil|jul"),
            months("aou|aug"),
            months("sep"),
            months("oct"),
            months("nov"),
            months("dec"));

    private final List<String> words = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final @Nullable BirthQuery birth;

    StudentQuery(String query) {
        StringBuilder date = new StringBuilder();
        for (String part : query.strip().split("\\s+")) {
            String plain = StudentLines.folded(part);
            int month = date.length() > 0 ? month(plain) : 0;
            if (part.matches("[0-9]+([/.\\-][0-9]*)*") || month > 0) {
                date.append(date.length() == 0 ? "" : "/").append(month > 0 ? Integer.toString(month) : part);
                numbers.add(plain);
            } else {
                addWords(plain);
            }
        }
        if (words.size() > 1) {
            List<String> names =
                    words.stream().filter(word -> !PARTICLES.contains(word)).toList();
            if (!names.isEmpty()) {
                words.clear();
                words.addAll(names);
            }
        }
        birth = date.length() == 0 ? null : BirthQuery.of(date.toString());
    }

    private void addWords(String plain) {
        for (String word : plain.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }

    private static Pattern months(String begins) {
        return Pattern.compile("(?:" + begins + ")[a-z]*");
    }

    private static int month(String word) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).matcher(word).matches()) {
                return i + 1;
            }
        }
        return 0;
    }

    boolean matches(Student student) {
        String text = text(student);
        if (!begin(words, text)) {
            return false;
        }
        LocalDate born = student.birthDate();
        return numbers.isEmpty() || begin(numbers, text) || birth != null && born != null && birth.matches(born);
    }

    /** All words, and once more those of a name without blanks between: "dartagnan" is d'Artagnan, "jeanmarie" Jean-Marie. */
    private static String text(Student student) {
        StringBuilder text = new StringBuilder(" ");
        for (String name :
                new String[] {student.lastName(), student.usageName(), student.firstName(), student.className()}) {
            String plain = StudentLines.folded(name);
            text.append(plain).append(' ');
            if (plain.indexOf(' ') >= 0) {
                text.append(plain.replace(" ", "")).append(' ');
            }
        }
        return text.toString();
    }

    private static boolean begin(List<String> words, String text) {
        return words.stream().allMatch(word -> text.contains(" " + word));
    }
}
