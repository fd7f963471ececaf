package io.korrigo.flatten;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Objects that several pages of one document use and that are written once: colour profiles. */
final class SharedObjects {
    private final Map<ByteBuffer, Integer> profiles = new HashMap<>();

    /**
     * A colour space for an embedded ICC profile, or {@code device} where the profile is none for this many components.
     *
     * @param profile the profile's bytes as they will be stored
     */
    String iccBased(PdfWriter pdf, byte[] profile, int components, String device) throws IOException {
        if (!describes(profile, components)) {
            return device;
        }
        Integer id = profiles.get(ByteBuffer.wrap(profile));
        if (id == null) {
            id = pdf.allocate();
            pdf.compressedStream(id, "/N " + components + " /Alternate " + device, profile, profile.length);
            profiles.put(ByteBuffer.wrap(profile), id);
        }
        return "[/ICCBased " + id + " 0 R]";
    }

    /** Looks at the profile's header (ICC.1:2022, 7.2): a viewer that meets a wrong one drops the image. */
    private static boolean describes(byte[] profile, int components) {
        if (profile.length < 132 || !text(profile, 36).equals("acsp")) {
            return false;
        }
        return switch (text(profile, 16)) {
            case "GRAY" -> components == 1;
            case "RGB ", "Lab " -> components == 3;
            case "CMYK" -> components == 4;
            default -> false;
        };
    }

    private static String text(byte[] data, int at) {
        return new String(data, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
