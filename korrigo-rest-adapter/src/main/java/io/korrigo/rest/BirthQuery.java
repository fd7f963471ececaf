package io.korrigo.rest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** As much of a birth date as somebody has typed: one or several readings, each day, month, year or year, month, day. */
final class BirthQuery {
    /**
     * One way to read it.
     *
     * @param start of the date as ddMMyyyy, ddMMyy or yyyyMMdd
     */
    private record Reading(String start, String pattern) {
        boolean fits(LocalDate born) {
            return written(born, pattern).startsWith(start);
        }

        private static String written(LocalDate born, String pattern) {
            String day = two(born.getDayOfMonth());
            String month = two(born.getMonthValue());
            String year = String.format(Locale.ROOT, "%04d", born.getYear());
            return switch (pattern) {
                case "dmy" -> day + month + year;
                case "dmy2" -> day + month + year.substring(2);
                case "ymd" -> year + month + day;
                default -> year;
            };
        }
    }

    private final List<Reading> readings;

    private BirthQuery(List<Reading> readings) {
        this.readings = readings;
    }

    /** @param typed digits, with signs between them or without */
    static BirthQuery of(String typed) {
        List<String> parts = Arrays.stream(typed.split("[^0-9]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        List<Reading> readings = new ArrayList<>();
        if (parts.size() == 1) {
            String digits = parts.get(0);
            readings.add(new Reading(digits, "dmy"));
            readings.add(new Reading(digits, "ymd"));
            if (digits.length() == 6) {
                readings.add(new Reading(digits, "dmy2"));
            }
        } else if (parts.get(0).length() == 4) {
            parted(parts, "ymd", readings);
        } else {
            parted(parts, "dmy", readings);
            if (parts.size() == 3 && parts.get(2).length() == 2) {
                parted(parts, "dmy2", readings);
            }
        }
        return new BirthQuery(readings);
    }

    /** With signs between them the numbers but the last are whole, and may lack their zero; the last may be one or go on. */
    private static void parted(List<String> parts, String pattern, List<Reading> readings) {
        StringBuilder before = new StringBuilder();
        for (String part : parts.subList(0, parts.size() - 1)) {
            before.append(part.length() == 1 ? "0" + part : part);
        }
        String last = parts.get(parts.size() - 1);
        readings.add(new Reading(before + last, pattern));
        if (last.length() == 1 && (parts.size() < 3 || pattern.equals("ymd"))) {
            readings.add(new Reading(before + "0" + last, pattern));
        }
    }

    boolean matches(LocalDate born) {
        return readings.stream().anyMatch(reading -> reading.fits(born));
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
