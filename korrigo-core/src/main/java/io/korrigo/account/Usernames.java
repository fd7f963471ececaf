package io.korrigo.account;

import io.korrigo.exam.Student;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * User names that nobody has yet: what stands before the @ of the e-mail address, else "prenom.nom", made unique by 1, 2
 * and so on.
 */
final class Usernames {
    private static final int LENGTH = 100;

    private final Set<String> taken;
    /** The number that was given last to a name. */
    private final Map<String, Integer> numbers = new HashMap<>();

    Usernames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** A name that no account and no earlier call has. */
    String next(Student student) {
        String base = base(student);
        String name = base;
        int number = numbers.getOrDefault(base, 0);
        while (!taken.add(name)) {
            name = base + ++number;
        }
        numbers.put(base, number);
        return name;
    }

    private static String base(Student student) {
        String email = student.email();
        String base = email == null ? "" : plain(email.substring(0, Math.max(0, email.indexOf('@'))));
        if (base.isEmpty()) {
            String first = plain(student.firstName().strip().split("\\s", 2)[0]);
            String last = plain(student.lastName().replaceAll("\\s", ""));
            base = first.isEmpty() || last.isEmpty() ? first + last : first + "." + last;
        }
        return base.isEmpty() ? "eleve" : base.substring(0, Math.min(base.length(), LENGTH));
    }

    /** Letters without accents, digits, dots, hyphens and underscores, in lower case. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "")
                .replaceAll("^[._-]+|[._-]+$", "");
    }
}
