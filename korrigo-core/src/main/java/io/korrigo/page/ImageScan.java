package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An image file of one page, handed out as it is. */
final class ImageScan implements ScanFile {
    private static final long LARGEST_FILE = 256L << 20;

    private final String name;
    private final Content content;

    ImageScan(String name, Content content) {
        this.name = name;
        this.content = content;
    }

    /** The file's bytes. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    static boolean recognises(byte[] head) {
        boolean jpeg = startsWith(head, 0xFF, 0xD8, 0xFF);
        return jpeg || startsWith(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    static ScanFile open(Path file, String name) {
        return new ImageScan(name, () -> {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new InvalidInputException(name + " has " + (size >> 20) + " MiB, the limit is "
                        + (LARGEST_FILE >> 20) + ": scan at 200 or 300 dpi");
            }
            return Files.readAllBytes(file);
        });
    }

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public String pageName(int index) {
        return name;
    }

    @Override
    public byte[] page(int index) throws IOException {
        Objects.checkIndex(index, 1);
        return content.read();
    }

    @Override
    public void close() {
        // nothing is open between two pages
    }
}
