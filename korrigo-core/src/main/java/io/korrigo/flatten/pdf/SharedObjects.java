package io.korrigo.flatten.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Objects that several pages of one document use and that are written once: colour profiles. */
public final class SharedObjects {
    private final Map<ByteBuffer, Integer> profiles = new HashMap<>();
    private final boolean archival;

    /** @param archival whether the document is PDF/A-2b */
    public SharedObjects(boolean archival) {
        this.archival = archival;
    }

    /**
     * A colour space for an embedded ICC profile, or {@code device} where the profile is none for this many components.
     *
     * @param profile the profile's bytes as they will be stored
     */
    public String iccBased(PdfWriter pdf, byte[] profile, int components, String device) throws IOException, PageFault {
        IccHeader header = IccHeader.of(profile);
        if (!(archival ? header.isArchival(components) : header.describes(components))) {
            if (archival && device.equals("/DeviceCMYK")) {
                throw new PageFault("the image has CMYK colours without a profile, which a PDF/A file can't hold;"
                        + " scan it in RGB, or do without PDF/A");
            }
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
}
