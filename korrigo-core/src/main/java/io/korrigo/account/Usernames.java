package io.korrigo.account;

import io.korrigo.exam.Student;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * User names that nobody has yet: what stands before the @ of the e-mail address, else "prenom.nom", in the letters a to z,
 * made unique by 1, 2 and so on. Names that belong to somebody in charge are given to nobody.
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
        String address = email == null ? "" : plain(email.substring(0, Math.max(0, email.indexOf('@'))));
        if (!address.isEmpty() && !ReservedNames.contains(address)) {
            return cut(address);
        }
        String first = plain(student.firstName().strip().split("\\s", 2)[0]);
        String last = plain(student.lastName().replaceAll("\\s", ""));
        String name = first.isEmpty() || last.isEmpty() ? first + last : first + "." + last;
        if (name.isEmpty()) {
            return "eleve";
        }
        // A name of one part can be a reserved one; with a word before it, it is none.
        return cut(ReservedNames.contains(name) ? "eleve." + name : name);
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), LENGTH));
    }

    /** Letters without accents, digits, dots, hyphens and underscores, in lower case. */
    private static String plain(String text) {
        return LatinLetters.of(text).replaceAll("[^a-z0-9._-]", "").replaceAll("^[._-]+|[._-]+$", "");
    }
}
