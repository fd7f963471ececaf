package io.korrigo.identify.print;

import io.korrigo.identify.HeaderField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a printed page says about its writer, field by field; a field that isn't printed is missing.
 *
 * @param signs of each field that was found, as printed; of a birth date its eight digits
 */
record PrintedFields(Map<HeaderField, List<PrintedSign>> signs) {
    static final PrintedFields NONE = new PrintedFields(Map.of());

    PrintedFields {
        signs = Map.copyOf(signs);
    }

    /** Whether a name and a birth date are there: less identifies nobody. */
    boolean suffice() {
        return signs.containsKey(HeaderField.BIRTH_DATE)
                && (signs.containsKey(HeaderField.LAST_NAME) || signs.containsKey(HeaderField.FIRST_NAME));
    }

    /** These fields, and those of {@code other} that these lack. */
    PrintedFields or(PrintedFields other) {
        Map<HeaderField, List<PrintedSign>> all = new EnumMap<>(HeaderField.class);
        all.putAll(other.signs);
        all.putAll(signs);
        return new PrintedFields(all);
    }
}
