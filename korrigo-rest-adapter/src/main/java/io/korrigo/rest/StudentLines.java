package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.Student;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Students as lines of a list, and whether what somebody types may mean one: blind to accents, case and signs. */
final class StudentLines {
    /** As a printed roster has them; which of two namesakes comes first is decided by their id, never by a machine. */
    static final Comparator<Student> ROSTER = Comparator.<Student, String>comparing(
                    student -> folded(student.lastName()))
            .thenComparing(student -> folded(student.firstName()))
            .thenComparing(Student::id);

    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("ddMMyyyy", Locale.ROOT);

    private StudentLines() {}

    /** @param takenBy anonymous ids of copies by the student whose they are */
    static Map<String, Object> line(Student student, Map<String, String> takenBy) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("student_id", student.id());
        line.put("last_name", student.lastName());
        line.put("usage_name", student.usageName());
        line.put("first_name", student.firstName());
        LocalDate birth = student.birthDate();
        line.put("birth_date", birth == null ? null : birth.toString());
        line.put("class_name", student.className());
        line.put("taken_by", takenBy.get(student.id()));
        return line;
    }

    /** Whose each identified copy is, but for one copy. */
    static Map<String, String> takenBy(List<Copy> copies, String without) {
        Map<String, String> taken = new HashMap<>();
        for (Copy copy : copies) {
            CopyIdentification identification = copy.identification();
            if (identification != null && !copy.id().equals(without)) {
                taken.put(identification.studentId(), copy.anonymousId());
            }
        }
        return taken;
    }

    /** Whether each word of the query begins a word of a name or class, or is digits of the birth date from its day on. */
    static boolean matches(Student student, String query) {
        String words = " " + folded(student.lastName()) + " " + folded(student.usageName()) + " "
                + folded(student.firstName()) + " " + folded(student.className());
        String digits = query.replaceAll("[^0-9]", "");
        if (digits.length() >= 2 && query.matches("[0-9/.\\- ]+")) {
            return bornOn(student.birthDate(), query, digits);
        }
        for (String word : folded(query).split(" ")) {
            if (!word.isEmpty() && !words.contains(" " + word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bornOn(@Nullable LocalDate birth, String query, String digits) {
        if (birth == null) {
            return false;
        }
        return DIGITS.format(birth).startsWith(digits)
                || birth.toString().replace("-", "").startsWith(digits)
                || birth.toString().startsWith(query.strip());
    }

    private static String folded(@Nullable String text) {
        return Normalizer.normalize(Objects.requireNonNullElse(text, ""), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace("œ", "oe")
                .replace("Œ", "oe")
                .replace("æ", "ae")
                .replace("Æ", "ae")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
