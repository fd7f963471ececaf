package io.korrigo.server.cli;

import io.korrigo.exam.PageRegion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part of a page from {@code X,Y,W,H}, fractions of the page with the origin at the top left. */
final class RegionText implements ITypeConverter<PageRegion> {
    @Override
    public PageRegion convert(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return new PageRegion(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(text);
        } catch (IllegalArgumentException outside) {
            throw new TypeConversionException(outside.getMessage());
        }
        throw wrong(text);
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip());
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is not X,Y,W,H, such as 0,0,1,0.25");
    }
}
