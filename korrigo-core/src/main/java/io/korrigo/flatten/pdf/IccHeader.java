package io.korrigo.flatten.pdf;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What the first bytes of a colour profile say it is (ICC.1:2022, 7.2).
 *
 * @param version major version
 * @param device class of device, four letters
 * @param colours the colours that it describes, four letters
 */
public record IccHeader(int version, String device, String colours) {
    /** How many bytes tell all this. */
    public static final int LENGTH = 132;

    private static final IccHeader NONE = new IccHeader(0, "", "");
    private static final Set<String> DEVICES = Set.of("mntr", "prtr", "scnr", "spac");

    /** @param profile its beginning; not a profile unless it has {@link #LENGTH} bytes and its mark */
    public static IccHeader of(byte[] profile) {
        return profile.length < LENGTH || !text(profile, 36).equals("acsp")
                ? NONE
                : new IccHeader(profile[8], text(profile, 12), text(profile, 16));
    }

    /** Whether it describes so many components: a viewer that meets a wrong one drops the image. */
    boolean describes(int components) {
        return components
                == switch (colours) {
                    case "GRAY" -> 1;
                    case "RGB ", "Lab " -> 3;
                    case "CMYK" -> 4;
                    default -> 0;
                };
    }

    /** Whether PDF/A-2 allows it for so many components (ISO 19005-2, 6.2.4.2). */
    public boolean isArchival(int components) {
        return describes(components)
                && !colours.equals("Lab ")
                && version >= 2
                && version <= 4
                && DEVICES.contains(device);
    }

    private static String text(byte[] data, int at) {
        return new String(data, at, 4, StandardCharsets.ISO_8859_1);
    }
}
