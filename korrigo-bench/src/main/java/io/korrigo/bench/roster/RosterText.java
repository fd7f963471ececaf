package io.korrigo.bench.roster;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A class list of invented students, its bytes fixed by their number. */
final class RosterText {
    private static final List<String> LAST_NAMES = List.of(
            "LEFÈVRE", "NGUYEN", "DE LA FONTAINE", "MÜLLER", "HADDAD", "GARCÍA", "O'BRIEN", "SAINT-LÉGER", "DIALLO");
    private static final List<String> FIRST_NAMES = List.of(
            "Chloé", "Jean-Michel", "Inès", "Noël", "Zoë", "Mohamed", "Anaïs", "Gaëtan", "Lou", "François-Xavier");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    private RosterText() {}

    /** The file, with semicolons and CR LF, every student another one. */
    static byte[] of(int students, Charset charset) {
        Random random = new Random(17);
        StringBuilder text = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\r\n");
        for (int i = 0; i < students; i++) {
            LocalDate born = LocalDate.of(2006, 1, 1).plusDays(random.nextInt(1200));
            text.append(LAST_NAMES.get(random.nextInt(LAST_NAMES.size())))
                    .append(distinction(i))
                    .append(';')
                    .append(FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())))
                    .append(';')
                    .append(DATE.format(born))
                    .append(";eleve")
                    .append(i)
                    .append("@example.org;TG")
                    .append(1 + i / 35)
                    .append("\r\n");
        }
        return text.toString().getBytes(charset);
    }

    /** Letters that make every name different: a repeated student would be a problem, not a row. */
    private static String distinction(int number) {
        StringBuilder letters = new StringBuilder("-");
        for (int n = number + 1; n > 0; n /= 26) {
            letters.append((char) ('A' + n % 26));
        }
        return letters.toString();
    }
}
