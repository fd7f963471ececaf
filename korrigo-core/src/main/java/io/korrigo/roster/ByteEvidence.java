package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What one pass over the bytes of a file says about its encoding: whether it is UTF-8, which bytes beyond ASCII occur,
 * where zero bytes stand.
 */
final class ByteEvidence {
    private static final int BUFFER = 1 << 16;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final int START = 512;
    /** A line of more bytes would be a record of millions of cells. */
    private static final int LONGEST_LINE = 1 << 20;

    /** The first bytes, at most {@value #START}. */
    byte[] start = new byte[0];

    long size;
    /** How often each byte value occurs; of the values below 0x80 only the control characters are counted. */
    final long[] counts = new long[256];
    /** The part of {@link #counts} of bytes beyond ASCII that stand behind a lower-case letter of ASCII. */
    final long[] countsAfterLowerCase = new long[256];
    /** Bytes beyond ASCII right behind another. */
    long adjacent;
    /** Characters beyond ASCII that are well-formed UTF-8. */
    long utf8Characters;
    /** Bytes that are not part of well-formed UTF-8. */
    long utf8Faults;

    int firstFaultLine;
    /** Whether a U+FFFD is written in the file as UTF-8. */
    boolean replacementCharacters;

    long zerosAtEvenPlaces;
    long zerosAtOddPlaces;

    // State of the UTF-8 check (Unicode 15, table 3-7) between two bytes.
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private int character;
    private int line = 1;
    private long lineStart;
    private int previous = -1;

    private ByteEvidence() {}

    /**
     * @throws InvalidInputException when there are more than {@code maxBytes}, or a line is endless
     */
    static ByteEvidence of(InputStream in, long maxBytes) throws IOException {
        ByteEvidence evidence = new ByteEvidence();
        byte[] buffer = new byte[BUFFER];
        int length = in.readNBytes(buffer, 0, BUFFER);
        evidence.start = Arrays.copyOf(buffer, Math.min(length, START));
        while (length > 0) {
            evidence.add(buffer, length);
            if (evidence.size > maxBytes) {
                throw tooLarge(maxBytes);
            }
            length = in.readNBytes(buffer, 0, BUFFER);
        }
        evidence.refuseEndless(evidence.size);
        if (evidence.missing > 0) {
            evidence.fault();
        }
        return evidence;
    }

    static InvalidInputException tooLarge(long maxBytes) {
        return new InvalidInputException("The roster is larger than the limit of " + maxBytes
                + " bytes; export fewer classes at once, or raise the limit");
    }

    boolean isUtf8() {
        return utf8Faults == 0;
    }

    long zeros() {
        return counts[0];
    }

    /** Control characters that no text file holds; 0x1A is how DOS programs end theirs. */
    long controls() {
        long sum = 0;
        for (int b = 1; b < 0x20; b++) {
            sum += b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == 0x1A ? 0 : counts[b];
        }
        return sum;
    }

    private void add(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            int b = buffer[i];
            if (missing == 0 && b >= ' ') {
                i = endOfPlain(buffer, i, length) - 1;
                previous = buffer[i];
                continue;
            }
            b &= 0xFF;
            counts[b]++;
            if (b < ' ') {
                control(b, size + i);
            } else if (previous >= 'a' && previous <= 'z') {
                countsAfterLowerCase[b]++;
            } else if (previous >= 0x80 && b >= 0x80) {
                adjacent++;
            }
            utf8(b);
            previous = b;
        }
        size += length;
    }

    /** The first place behind {@code start} where ASCII without control characters ends, or a few before it. */
    private static int endOfPlain(byte[] buffer, int start, int length) {
        int i = start + 1;
        while (i + Long.BYTES <= length) {
            long eight = (long) EIGHT.get(buffer, i);
            // The high bit of a byte is set in the second term where it is below 0x20, or 0x80 and above.
            if (((eight | eight - 0x2020202020202020L) & 0x8080808080808080L) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        return i;
    }

    private void control(int b, long place) {
        if (b == '\r' || b == '\n') {
            refuseEndless(place);
            lineStart = place;
            line += b == '\r' || previous != '\r' ? 1 : 0;
        } else if (b == 0) {
            if ((place & 1) == 0) {
                zerosAtEvenPlaces++;
            } else {
                zerosAtOddPlaces++;
            }
        }
    }

    private void refuseEndless(long end) {
        if (end - lineStart > LONGEST_LINE) {
            throw new InvalidInputException("Roster line " + line + " is longer than " + LONGEST_LINE
                    + " bytes; export the class list again as CSV with one student a line");
        }
    }

    private void utf8(int b) {
        if (missing > 0) {
            if (b >= lowest && b <= highest) {
                lowest = 0x80;
                highest = 0xBF;
                character = character << 6 | b & 0x3F;
                if (--missing == 0) {
                    utf8Characters++;
                    replacementCharacters |= character == 0xFFFD;
                }
                return;
            }
            missing = 0;
            lowest = 0x80;
            highest = 0xBF;
            fault();
        }
        if (b < 0x80) {
            return;
        }
        if (b >= 0xC2 && b <= 0xDF) {
            missing = 1;
            character = b & 0x1F;
        } else if (b >= 0xE0 && b <= 0xEF) {
            missing = 2;
            character = b & 0x0F;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            missing = 3;
            character = b & 0x07;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            fault();
        }
    }

    private void fault() {
        utf8Faults++;
        if (firstFaultLine == 0) {
            firstFaultLine = line;
        }
    }
}
