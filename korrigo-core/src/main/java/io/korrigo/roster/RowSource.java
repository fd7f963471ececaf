package io.korrigo.roster;

import java.io.Closeable;
import java.io.IOException;

/**
 * The records of one file in their order, whatever its format.
 *
 * <p><b>Errors:</b> {@link io.korrigo.InvalidInputException} with the line when the file breaks off or breaks its format;
 * {@link IOException} where it can't be read.
 */
interface RowSource extends Closeable {
    /** Reads the next record into {@code cells}; false, and cells without meaning, after the last. */
    boolean next(Cells cells) throws IOException;
}
