package io.korrigo.flatten.source;

import io.korrigo.Internal;
import io.korrigo.flatten.pdf.IccHeader;
import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/**
 * Whether the objects that a source page draws with may be in a PDF/A-2b file whose device colours are sRGB (ISO 19005-2,
 * 6.1.7, 6.2.4, 6.2.5, 6.2.8 and 6.2.9).
 *
 * <p>Stricter than the standard where that is simple: what it refuses may be valid, what it lets pass is.
 */
@Internal
public final class ArchivalObjects {
    private static final int MAX_OBJECTS = 200_000;
    private static final double MIN_SIDE = 3;
    private static final double MAX_SIDE = 14_400;

    private static final Set<String> FILTERS = Set.of(
            "ASCIIHexDecode",
            "ASCII85Decode",
            "FlateDecode",
            "RunLengthDecode",
            "CCITTFaxDecode",
            "JBIG2Decode",
            "DCTDecode");

    private static final Set<String> BLEND_MODES = Set.of(
            "Normal",
            "Compatible",
            "Multiply",
            "Screen",
            "Overlay",
            "Darken",
            "Lighten",
            "ColorDodge",
            "ColorBurn",
            "HardLight",
            "SoftLight",
            "Difference",
            "Exclusion",
            "Hue",
            "Saturation",
            "Color",
            "Luminosity");

    /** Colour spaces by their first name that would need a look at what stands for them. */
    private static final Map<String, String> COLOURS = Map.of(
            "DeviceCMYK", "it has CMYK colours without a profile",
            "Separation", "it has spot colours",
            "DeviceN", "it has spot colours",
            "JPXDecode", "it has a JPEG 2000 picture");

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();

    private final COSBase resources;

    private ArchivalObjects(COSBase resources) {
        this.resources = resources;
    }

    /**
     * @param width in units of the page's coordinates, as is {@code height}
     * @throws PageFault for a page that is smaller or larger than an archive's file can have (ISO 19005-2, 6.1.13)
     */
    public static void checkSize(double width, double height) throws PageFault {
        if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) {
            throw new PageFault("the page is too small or too large for a PDF/A file (" + Math.round(width) + " by "
                    + Math.round(height) + " points); scan it as a usual sheet, or do without PDF/A");
        }
    }

    /** @throws PageFault that says what of it an archive's file can't hold */
    static void check(COSDictionary page) throws IOException, PageFault {
        COSBase resources = PDPageTree.getInheritableAttribute(page, COSName.RESOURCES);
        ArchivalObjects objects = new ArchivalObjects(resources == null ? new COSDictionary() : resources);
        objects.add(objects.resources);
        objects.add(page.getDictionaryObject(COSName.GROUP));
        COSArray annotations = page.getCOSArray(COSName.ANNOTS);
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            if (annotations.getObject(i) instanceof COSDictionary annotation) {
                objects.add(annotation.getDictionaryObject(COSName.AP));
            }
        }
        objects.add(page.getDictionaryObject(COSName.CONTENTS));
        try (InputStream content = new PDPage(page).getContents()) {
            lookAtContent(content);
        }
        while (!objects.waiting.isEmpty()) {
            objects.look(objects.waiting.remove());
        }
    }

    private void add(@Nullable COSBase object) throws PageFault {
        COSBase target = object instanceof COSObject indirect ? indirect.getObject() : object;
        if (target instanceof COSName name) {
            lookAtName(name.getName());
        } else if ((target instanceof COSDictionary || target instanceof COSArray) && seen.add(target)) {
            if (seen.size() > MAX_OBJECTS) {
                throw new PageFault("the PDF's page is made of too many objects (over " + MAX_OBJECTS + ")");
            }
            waiting.add(target);
        }
    }

    private void look(COSBase object) throws IOException, PageFault {
        if (object instanceof COSArray array) {
            if (array.size() == 2 && COSName.ICCBASED.equals(array.getObject(0))) {
                lookAtProfile(array.getObject(1));
                return;
            }
            for (int i = 0; i < array.size(); i++) {
                add(array.get(i));
            }
            return;
        }
        COSDictionary dictionary = (COSDictionary) object;
        if (dictionary instanceof COSStream stream) {
            lookAtStream(stream);
        }
        if (COSName.TYPE3.equals(dictionary.getCOSName(COSName.SUBTYPE))) {
            lookAtGlyphs(dictionary.getCOSDictionary(COSName.CHAR_PROCS));
        }
        lookAtState(dictionary);
        dropOptional(dictionary);
        nameResources(dictionary);
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
            String key = entry.getKey().getName();
            if (!key.equals("Parent") && !key.equals("Metadata") && !key.equals("PieceInfo") && !key.equals("OC")) {
                add(entry.getValue());
            }
        }
    }

    private static void lookAtName(String name) throws PageFault {
        String fault = COLOURS.get(name);
        if (fault != null) {
            throw unfit(fault);
        }
    }

    private static void lookAtContent(InputStream content) throws IOException, PageFault {
        byte[] bytes = content.readAllBytes();
        if (!ContentNumbers.areSound(bytes)) {
            throw unfit("it holds a number that isn't one");
        }
        if (ContentNumbers.namesCmyk(bytes)) {
            throw unfit("it has CMYK colours without a profile");
        }
    }

    /** Glyphs of a Type 3 font are drawn by content of their own. */
    private static void lookAtGlyphs(@Nullable COSDictionary glyphs) throws IOException, PageFault {
        if (glyphs == null) {
            return;
        }
        for (COSName name : glyphs.keySet()) {
            if (glyphs.getDictionaryObject(name) instanceof COSStream glyph) {
                try (InputStream content = glyph.createInputStream()) {
                    lookAtContent(content);
                }
            }
        }
    }

    private static void lookAtStream(COSStream stream) throws IOException, PageFault {
        if (COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE)) || stream.containsKey(COSName.PATTERN_TYPE)) {
            try (InputStream content = stream.createInputStream()) {
                lookAtContent(content);
            }
        }
        COSBase filter = stream.getFilters();
        COSArray all = filter instanceof COSArray array ? array : new COSArray();
        if (filter instanceof COSName only) {
            all.add(only);
        }
        for (int i = 0; i < all.size(); i++) {
            String name = all.getName(i);
            if (name == null || !FILTERS.contains(name) && !COLOURS.containsKey(name)) {
                throw unfit("its data is packed with " + name);
            }
            lookAtName(name);
        }
        if (COSName.PS.equals(stream.getCOSName(COSName.SUBTYPE))) {
            throw unfit("it holds PostScript");
        }
        for (String key : new String[] {"OPI", "Ref", "Alternates", "PS"}) {
            if (stream.containsKey(key)) {
                throw unfit("one of its pictures refers to another (" + key + ")");
            }
        }
        if (stream.getBoolean(COSName.INTERPOLATE, false)) {
            // only asks viewers to smooth the picture
            stream.removeItem(COSName.INTERPOLATE);
        }
    }

    /** What a graphics state may not set. */
    private static void lookAtState(COSDictionary dictionary) throws PageFault {
        for (String key : new String[] {"TR", "HTP", "HT"}) {
            if (dictionary.containsKey(key) && isState(dictionary)) {
                throw unfit("it sets " + key + " for a printing press");
            }
        }
        COSBase transfer = dictionary.getDictionaryObject("TR2");
        if (transfer != null && !COSName.DEFAULT.equals(transfer)) {
            throw unfit("it sets TR2 for a printing press");
        }
        COSBase mode = dictionary.getDictionaryObject(COSName.BM);
        COSBase first = mode instanceof COSArray modes && modes.size() > 0 ? modes.getObject(0) : mode;
        if (first instanceof COSName name && !BLEND_MODES.contains(name.getName())) {
            throw unfit("it blends colours in a way of its own (" + name.getName() + ")");
        }
    }

    private static boolean isState(COSDictionary dictionary) {
        return !(dictionary instanceof COSStream) && !COSName.FONT.equals(dictionary.getCOSName(COSName.TYPE));
    }

    /** A part without resources of its own has those of the page, which an archive wants said. */
    private void nameResources(COSDictionary dictionary) {
        COSName subtype = dictionary.getCOSName(COSName.SUBTYPE);
        boolean needed = COSName.FORM.equals(subtype) || COSName.TYPE3.equals(subtype);
        if (needed && !dictionary.containsKey(COSName.RESOURCES)) {
            dictionary.setItem(COSName.RESOURCES, resources);
        }
    }

    /** Lists of a font's characters may be left out, and writers often have them wrong. */
    private static void dropOptional(COSDictionary dictionary) {
        if (COSName.FONT_DESC.equals(dictionary.getCOSName(COSName.TYPE))) {
            dictionary.removeItem(COSName.getPDFName("CIDSet"));
            dictionary.removeItem(COSName.getPDFName("CharSet"));
        }
    }

    private static void lookAtProfile(@Nullable COSBase profile) throws IOException, PageFault {
        if (profile instanceof COSStream stream) {
            try (InputStream in = stream.createInputStream()) {
                if (IccHeader.of(in.readNBytes(IccHeader.LENGTH)).isArchival(stream.getInt(COSName.N))) {
                    return;
                }
            }
        }
        throw unfit("one of its colour profiles is damaged or of an unknown version");
    }

    static PageFault unfit(String why) {
        return new PageFault("the PDF's page can't be in a PDF/A file: " + why
                + "; scan it, or print it to PDF/A, or do without PDF/A");
    }
}
