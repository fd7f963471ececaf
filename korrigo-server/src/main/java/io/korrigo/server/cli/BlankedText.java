package io.korrigo.server.cli;

import io.korrigo.flatten.BlankedRegion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part of a page from {@code [PAGE:]X,Y,W,H}, the page counted from 1. */
final class BlankedText implements ITypeConverter<BlankedRegion> {
    @Override
    public BlankedRegion convert(String text) {
        int colon = text.indexOf(':');
        String page = colon < 0 ? "1" : text.substring(0, colon);
        if (!page.matches("[1-9][0-9]{0,5}")) {
            throw new TypeConversionException("'" + page + "' is no page; pages count from 1");
        }
        return new BlankedRegion(Integer.parseInt(page) - 1, new RegionText().convert(text.substring(colon + 1)));
    }
}
