package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One page that {@code korrigo identify} was given, or a file whose pages can't be told apart.
 *
 * @param name what the result calls it: the file's name, with "#" and the page's number where it is one of several; with its
 *     folders where another file has the same name
 * @param index of the page in its file, from 0
 * @param scan where its bytes come from, or null for a file that can't be opened
 * @param fault why the file can't be opened, or null
 */
record InputPage(
        String name,
        int index,
        @Nullable SharedScan scan,
        @Nullable String fault) {

    static InputPage unreadable(String name, String fault) {
        return new InputPage(name, 0, null, fault);
    }

    /**
     * The page as an image file.
     *
     * @throws InvalidInputException saying why there is none
     */
    byte[] read() throws IOException {
        if (scan == null) {
            throw new InvalidInputException(fault == null ? name + " can't be read" : fault);
        }
        return scan.page(index);
    }

    /** The name of the page's file without its folders. */
    Path fileName() {
        Path last = Path.of(name).getFileName();
        return last == null ? Path.of(name) : last;
    }
}
