package io.korrigo.page;

import io.korrigo.image.TiffFile;
import java.io.IOException;

/** A TIFF file; its pages are taken apart, not decoded. */
final class TiffScan implements ScanFile {
    private final String name;
    private final TiffFile file;

    TiffScan(String name, TiffFile file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public int pages() {
        return file.pages();
    }

    @Override
    public String pageName(int index) {
        return file.pages() == 1 ? name : name + "#" + (index + 1);
    }

    @Override
    public byte[] page(int index) throws IOException {
        return file.page(index);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
