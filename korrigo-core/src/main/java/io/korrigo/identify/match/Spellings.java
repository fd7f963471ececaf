package io.korrigo.identify.match;

import io.korrigo.exam.Student;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which pupils write their names and birth dates into boxes, with how usual each is. */
final class Spellings {
    /** Pupils with a usage name put it after the family name as the form asks, or alone, or leave it out. */
    private static final double FAMILY_NAME_ONLY = 0.6;

    /** Share of pupils with a usage name who write both. An estimate, not measured, as are all of these. */
    private static final double BOTH_NAMES = 0.25;
    /** Share of those who write that one alone. */
    private static final double USAGE_NAME_ONLY = 0.15;
    /** A name of several words is now and then cut down to its first or its last word. */
    private static final double ONE_WORD_OF_SEVERAL = 0.03;
    /** "Prénom(s)": most write the first one, many write all, few stop in between. */
    private static final double FIRST_FORENAME_ONLY = 0.65;

    /** Share of pupils with several forenames who write all of them. */
    private static final double ALL_FORENAMES = 0.3;
    /** Share of those who write some, over all their choices. */
    private static final double SOME_FORENAMES = 0.04;
    /** The second forename is the one in use. */
    private static final double SECOND_FORENAME_ONLY = 0.01;
    /** "Jean-Luc" who writes JEAN, or LUC. */
    private static final double FIRST_HALF = 0.03;

    /** Share of pupils with a composed name who write its second half alone. */
    private static final double SECOND_HALF = 0.005;
    /** "Müller" who writes MUELLER. */
    private static final double UMLAUT_AS_TWO = 0.05;
    /** A usage name comes behind the family name, as the form asks; few put it before. */
    private static final double USAGE_NAME_FIRST = 0.03;
    /** "Lefèvre-Moreau" who writes MOREAU LEFEVRE, "de la Tour" who writes TOUR DE LA. */
    private static final double WORDS_TURNED = 0.01;
    /** Rare ways to write a date: a year of two digits without a gap, month before day, year first. */
    private static final double DATE_WITH_SHORT_YEAR = 0.004;

    /** Share of pupils who write the month first, where that can be told. */
    private static final double DATE_MONTH_FIRST = 0.0001;
    /** Share of pupils who write the year first. */
    private static final double DATE_YEAR_FIRST = 0.0002;
    /** Of dates that leave boxes empty: day and month without zeros, a year of two digits, each so often in either half. */
    private static final double ONE_DIGIT = 0.3;

    /** Share of those who write two digits of the year who leave boxes free before, or after. */
    private static final double TWO_DIGITS = 0.2;
    /** A day above it can't be taken for a month. */
    private static final int MONTHS = 12;

    private Spellings() {}

    /** Of the family name row. */
    static List<Spelling> ofLastName(Student student) {
        Weighted all = new Weighted();
        String usage = student.usageName();
        if (usage == null || usage.isBlank()) {
            addFamilyName(all, student.lastName(), 1);
        } else {
            addFamilyName(all, student.lastName(), FAMILY_NAME_ONLY);
            addFamilyName(all, usage, USAGE_NAME_ONLY);
            all.add(student.lastName() + " " + usage, BOTH_NAMES);
            all.add(usage + " " + student.lastName(), USAGE_NAME_FIRST);
        }
        return all.spellings();
    }

    private static void addFamilyName(Weighted all, String name, double weight) {
        String[] words = name.strip().split("[\\s\\p{Pd}]+");
        if (words.length > 1) {
            all.addWord(words[0], weight * ONE_WORD_OF_SEVERAL);
            all.addWord(words[words.length - 1], weight * ONE_WORD_OF_SEVERAL);
            for (int first = 1; first < words.length; first++) {
                List<String> turned = new ArrayList<>(List.of(words));
                Collections.rotate(turned, first);
                all.add(String.join(" ", turned), weight * WORDS_TURNED / (words.length - 1));
            }
        }
        all.add(name, weight);
    }

    /** Of the first name row. */
    static List<Spelling> ofFirstName(Student student) {
        Weighted all = new Weighted();
        String[] names = student.firstName().strip().split("[\\s,]+");
        if (names.length == 1) {
            addForename(all, names[0], 1);
            return all.spellings();
        }
        addForename(all, names[0], FIRST_FORENAME_ONLY);
        all.add(String.join(" ", names), ALL_FORENAMES);
        all.addWord(names[1], SECOND_FORENAME_ONLY);
        for (int count = 2; count < names.length; count++) {
            all.add(String.join(" ", List.of(names).subList(0, count)), SOME_FORENAMES / (names.length - 2));
        }
        return all.spellings();
    }

    private static void addForename(Weighted all, String name, double weight) {
        String[] halves = name.split("\\p{Pd}+");
        if (halves.length > 1) {
            all.addWord(halves[0], weight * FIRST_HALF);
            all.addWord(halves[1], weight * SECOND_HALF);
        }
        all.add(name, weight);
    }

    /** Of a birth date row all of whose boxes are filled. */
    static List<Spelling> ofBirthDate(LocalDate date) {
        Map<String, Double> written = new LinkedHashMap<>();
        written.put(day(date) + month(date) + year(date), 1.0);
        // 03/04 is no 4 March: a date that may be read day first is never read otherwise
        boolean cannotBeDayFirst = date.getDayOfMonth() > MONTHS;
        if (cannotBeDayFirst) {
            written.merge(month(date) + day(date) + year(date), DATE_MONTH_FIRST, Double::sum);
        }
        written.merge(year(date) + month(date) + day(date), DATE_YEAR_FIRST, Double::sum);
        return spellings(written);
    }

    /**
     * Of a birth date row that leaves boxes empty: 3 April 2008 as "3_/4_/2008" or "_3/_4/__08", and all of
     * {@link #ofBirthDate}, whose digits may be faint.
     */
    static List<Spelling> ofShortBirthDate(LocalDate date) {
        Map<String, Double> written = new LinkedHashMap<>();
        for (Map.Entry<String, Double> day : oneDigit(day(date)).entrySet()) {
            for (Map.Entry<String, Double> month : oneDigit(month(date)).entrySet()) {
                double both = day.getValue() * month.getValue();
                String dayAndMonth = day.getKey() + month.getKey();
                String year = year(date).substring(2);
                written.merge(dayAndMonth + year(date), both * (1 - 2 * TWO_DIGITS), Double::sum);
                written.merge(dayAndMonth + year + "  ", both * TWO_DIGITS, Double::sum);
                written.merge(dayAndMonth + "  " + year, both * TWO_DIGITS, Double::sum);
            }
        }
        written.merge(day(date) + month(date) + year(date).substring(2), DATE_WITH_SHORT_YEAR, Double::sum);
        ofBirthDate(date).stream()
                .skip(1)
                .forEach(rare -> written.merge(text(rare.signs()), rare.weight(), Double::sum));
        return spellings(written);
    }

    private static Map<String, Double> oneDigit(String digits) {
        if (!digits.startsWith("0")) {
            return Map.of(digits, 1.0);
        }
        String digit = digits.substring(1);
        return Map.of(digits, 1 - 2 * ONE_DIGIT, digit + " ", ONE_DIGIT, " " + digit, ONE_DIGIT);
    }

    private static List<Spelling> spellings(Map<String, Double> written) {
        List<Spelling> spellings = new ArrayList<>();
        written.forEach((text, weight) -> spellings.add(new Spelling(digits(text), weight)));
        return List.copyOf(spellings);
    }

    private static String day(LocalDate date) {
        return String.format(Locale.ROOT, "%02d", date.getDayOfMonth());
    }

    private static String month(LocalDate date) {
        return String.format(Locale.ROOT, "%02d", date.getMonthValue());
    }

    private static String year(LocalDate date) {
        return String.format(Locale.ROOT, "%04d", date.getYear());
    }

    private static String text(byte[] signs) {
        StringBuilder text = new StringBuilder();
        for (byte sign : signs) {
            text.append(sign == Alphabet.DATE_GAP ? ' ' : (char) ('0' + sign));
        }
        return text.toString();
    }

    /** Digits as signs of {@link Alphabet#DATES}; a space is an empty box. */
    static byte[] digits(String text) {
        byte[] signs = new byte[text.length()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = text.charAt(i) == ' ' ? Alphabet.DATE_GAP : (byte) (text.charAt(i) - '0');
        }
        return signs;
    }

    /** A name as signs of {@link Alphabet#NAMES}: capitals without accents, words apart; empty when it has no Latin letter. */
    static byte[] signs(String name) {
        StringBuilder plain = new StringBuilder();
        for (char c : Normalizer.normalize(name, Normalizer.Form.NFD).toCharArray()) {
            String letters = letters(Character.toUpperCase(c));
            if (letters != null) {
                plain.append(letters);
            } else if (plain.length() > 0 && plain.charAt(plain.length() - 1) >= 'A') {
                plain.append(c == '\'' || c == '\u2019' || c == '\u02BC' || c == '`' || c == '\u00B4' ? '\'' : ' ');
            }
        }
        String text = plain.toString().strip();
        byte[] signs = new byte[text.length()];
        for (int i = 0; i < signs.length; i++) {
            char c = text.charAt(i);
            signs[i] = c == ' ' ? Alphabet.GAP : c == '\'' ? Alphabet.APOSTROPHE : (byte) (c - 'A');
        }
        return signs;
    }

    /** What is written for one character of a decomposed name: nothing for an accent, null for what parts words. */
    private static @Nullable String letters(char c) {
        if (c >= 'A' && c <= 'Z') {
            return String.valueOf(c);
        }
        return switch (c) {
            case 'Œ' -> "OE";
            case 'Æ' -> "AE";
            case 'ß', 'ẞ' -> "SS";
            case 'Ø' -> "O";
            case 'Đ', 'Ð' -> "D";
            case 'Ł' -> "L";
            case 'Þ' -> "TH";
            case 'ı' -> "I";
            default -> Character.getType(c) == Character.NON_SPACING_MARK ? "" : null;
        };
    }

    /** Collects spellings and makes their weights sum to 1. */
    private static final class Weighted {
        private final Map<List<Byte>, Double> weights = new LinkedHashMap<>();

        void add(String name, double weight) {
            put(name, weight);
            String composed = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
            String expanded = composed.replace("Ä", "AE").replace("Ö", "OE").replace("Ü", "UE");
            if (!expanded.equals(composed)) {
                put(expanded, weight * UMLAUT_AS_TWO);
            }
        }

        /** A word that stands alone; particles such as "DE" are too short to be a name. */
        void addWord(String word, double weight) {
            if (signs(word).length > 2) {
                add(word, weight);
            }
        }

        private void put(String name, double weight) {
            List<Byte> key = new ArrayList<>();
            for (byte sign : signs(name)) {
                key.add(sign);
            }
            if (!key.isEmpty()) {
                weights.merge(key, weight, Double::sum);
            }
        }

        List<Spelling> spellings() {
            double sum =
                    weights.values().stream().mapToDouble(Double::doubleValue).sum();
            List<Spelling> spellings = new ArrayList<>();
            weights.forEach((key, weight) -> {
                byte[] signs = new byte[key.size()];
                for (int i = 0; i < signs.length; i++) {
                    signs[i] = key.get(i);
                }
                spellings.add(new Spelling(signs, weight / sum));
            });
            return List.copyOf(spellings);
        }
    }
}
