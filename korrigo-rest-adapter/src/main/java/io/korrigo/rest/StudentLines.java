package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.Student;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Students as lines of a list, in its order. */
final class StudentLines {
    /** As a printed roster has them; which of two namesakes comes first is decided by their id, never by a machine. */
    static final Comparator<Student> ROSTER = Comparator.<Student, String>comparing(
                    student -> folded(student.lastName()))
            .thenComparing(student -> folded(student.firstName()))
            .thenComparing(Student::id);

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

    /** Words in small letters and digits without accents, one blank between two. */
    static String folded(@Nullable String text) {
        return Normalizer.normalize(Objects.requireNonNullElse(text, ""), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("ð", "d")
                .replace("þ", "th")
                .replace("ı", "i")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
