package io.korrigo.roster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/** What the numbers in cells of workbooks show: numbers, or days of one of Excel's two calendars. */
final class SheetNumbers {
    private static final LocalDate DAY_0_OF_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);
    /** 31 December 9999, beyond which spreadsheets show no days. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);

    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);
    /** Numbers of more digits are no part of a class list, and would fill the memory with zeros. */
    private static final int DIGITS = 40;

    private final boolean from1904;

    SheetNumbers(boolean from1904) {
        this.from1904 = from1904;
    }

    /**
     * The text that a spreadsheet would show, days as year-month-day, with the time of day where there is one.
     *
     * @throws NumberFormatException when it isn't a number
     */
    String text(String number, boolean isDay) {
        BigDecimal value = new BigDecimal(number);
        if (isDay && value.signum() >= 0 && value.compareTo(LAST_DAY) < 0) {
            return day(value);
        }
        boolean spelled = Math.abs(value.scale()) <= DIGITS && value.precision() <= DIGITS;
        return spelled ? value.stripTrailingZeros().toPlainString() : number;
    }

    private String day(BigDecimal value) {
        int days = value.intValue();
        int seconds = value.subtract(BigDecimal.valueOf(days))
                .multiply(SECONDS)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
        LocalDateTime time = (from1904 ? DAY_0_OF_1904 : DAY_0_OF_1900)
                .plusDays(days)
                .atStartOfDay()
                .plusSeconds(seconds);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }

    /**
     * Whether a number format shows days: "dd/mm/yyyy", "[$-40C]d mmmm yyyy", not "0.00" nor "[Red]#".
     *
     * @param id of the format; those below 164 have no text of their own in a file (ECMA-376, 18.8.30)
     * @param code empty where the file has none
     */
    static boolean showsDays(int id, String code) {
        if (code.isEmpty()) {
            return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58;
        }
        String codes = code.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(Locale.ROOT);
        return codes.indexOf('y') >= 0
                || codes.indexOf('d') >= 0 && !codes.contains("standard")
                || codes.indexOf('j') >= 0
                || codes.contains("aa");
    }
}
