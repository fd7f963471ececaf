package io.korrigo.testkit.readings;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What pupils put into the boxes for their names and dates, with the habits and slips that pupils have. */
final class PupilTexts {
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("ddMMyyyy", Locale.ROOT);

    private PupilTexts() {}

    /** Capitals without accents; other characters are kept. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .replace("œ", "oe")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("Ł", "L")
                .replace("ı", "i")
                .toUpperCase(Locale.ROOT);
    }

    /** A name in boxes: hyphens and apostrophes as an empty box, nothing, or a stroke that looks like a letter. */
    static String boxes(String name, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (char c : plain(name).toCharArray()) {
            if (c >= 'A' && c <= 'Z') {
                text.append(c);
                continue;
            }
            double habit = random.nextDouble();
            if (c == ' ' ? habit < 0.8 : habit < 0.45) {
                text.append(' ');
            } else if (c != ' ' && habit < 0.7) {
                text.append("ITL ".charAt(random.nextInt(4)));
            }
        }
        return text.toString();
    }

    /** With what goes wrong now and then: a box crossed out, left empty, a later start, a letter forgotten. */
    static String slips(String text, double rate, RandomGenerator random) {
        StringBuilder boxes = new StringBuilder(text);
        double slip = random.nextDouble();
        if (slip < 0.02 * rate) {
            boxes.insert(random.nextInt(boxes.length()), CROSSED);
        } else if (slip < 0.03 * rate) {
            boxes.insert(0, ' ');
        } else if (slip < 0.035 * rate) {
            boxes.insert(random.nextInt(boxes.length()), ' ');
        } else if (slip < 0.04 * rate && boxes.length() > 4) {
            boxes.deleteCharAt(1 + random.nextInt(boxes.length() - 1));
        } else if (slip < 0.043 * rate) {
            int box = random.nextInt(boxes.length());
            boxes.insert(box, boxes.charAt(box));
        }
        return boxes.toString();
    }

    private static final char CROSSED = '#';

    /** Filled up with empty boxes, or cut. */
    static String row(String text, int boxes) {
        return text.length() >= boxes ? text.substring(0, boxes) : text + " ".repeat(boxes - text.length());
    }

    static String digits(LocalDate date) {
        return DIGITS.format(date);
    }

    /** {@code digits} with one of them wrong, and still a date's shape. */
    static String oneWrong(String digits, RandomGenerator random) {
        int[] free = {1, 3, 6, 7};
        int place = free[random.nextInt(free.length)];
        char wrong = (char) ('0' + (digits.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
        return digits.substring(0, place) + wrong + digits.substring(place + 1);
    }
}
