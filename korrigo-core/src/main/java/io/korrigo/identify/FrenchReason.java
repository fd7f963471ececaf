package io.korrigo.identify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Words reasons in French: "Le prénom diffère par deux lettres (cases 3, 4) clairement lisibles." */
final class FrenchReason {
    private static final String[] NUMBERS = {"", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"};

    private static final List<HeaderField> FIELDS =
            List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);

    private static final Properties TEXTS = texts();

    private FrenchReason() {}

    private static Properties texts() {
        String file = "reason_fr.properties";
        Properties texts = new Properties();
        try (InputStream in = FrenchReason.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
        return texts;
    }

    static String sentence(Reason reason) {
        boolean clear = reason.clear() > 0;
        if (reason.code() == Reason.Code.DIFFERS && clear) {
            return contradiction(reason);
        }
        String words = Objects.requireNonNull(TEXTS.getProperty(reason.code().name()), reason.code()::name);
        return reason.differences().isEmpty() || reason.code() == Reason.Code.DIFFERS
                ? words + "."
                : words + ", sauf " + joined(exceptions(reason)) + ".";
    }

    private static String contradiction(Reason reason) {
        List<String> parts = new ArrayList<>();
        for (HeaderField field : FIELDS) {
            List<Difference> some = in(reason, field, true);
            if (!some.isEmpty()) {
                parts.add(named(field) + (parts.isEmpty() ? " diffère par " : " par ") + counted(some));
            }
        }
        String all = joined(parts);
        return Character.toUpperCase(all.charAt(0))
                + all.substring(1)
                + (reason.clear() == 1 ? " clairement lisible." : " clairement lisibles.");
    }

    private static List<String> exceptions(Reason reason) {
        List<String> parts = new ArrayList<>();
        for (boolean clear : new boolean[] {true, false}) {
            for (HeaderField field : FIELDS) {
                List<Difference> some = in(reason, field, clear);
                if (!some.isEmpty()) {
                    String what = counted(some) + " " + of(field);
                    if (some.size() == 1) {
                        parts.add(what + (clear ? " qui diffère clairement" : " qui peut différer"));
                    } else {
                        parts.add(what + (clear ? " qui diffèrent clairement" : " qui peuvent différer"));
                    }
                }
            }
        }
        return parts;
    }

    private static List<Difference> in(Reason reason, HeaderField field, boolean clear) {
        return reason.differences().stream()
                .filter(each -> each.field() == field && each.clear() == clear)
                .toList();
    }

    private static String named(HeaderField field) {
        return switch (field) {
            case LAST_NAME -> "le nom de famille";
            case FIRST_NAME -> "le prénom";
            case CANDIDATE_NUMBER -> "le numéro";
            case BIRTH_DATE -> "la date de naissance";
        };
    }

    private static String of(HeaderField field) {
        return field == HeaderField.BIRTH_DATE
                ? "de la date de naissance"
                : "du" + named(field).substring(2);
    }

    /** "deux lettres (cases 3, 5)"; signs too many and lacking ones are told so. */
    private static String counted(List<Difference> some) {
        int count = some.size();
        boolean digits = some.get(0).field() == HeaderField.BIRTH_DATE;
        String one = digits ? "un chiffre" : "une lettre";
        String number = count < NUMBERS.length ? NUMBERS[count] : String.valueOf(count);
        String several = number + (digits ? " chiffres" : " lettres");
        List<String> places =
                some.stream().map(difference -> place(difference, digits)).toList();
        return (count == 1 ? one : several) + " (" + String.join(", ", places) + ")";
    }

    private static String place(Difference difference, boolean digits) {
        String one = digits ? "un" : "une";
        return switch (difference.kind()) {
            case OTHER -> "case " + difference.box();
            case MORE -> one + " de trop en case " + difference.box();
            case LACKING -> one + " qui manque avant la case " + difference.box();
        };
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " et " + parts.get(last);
    }
}
