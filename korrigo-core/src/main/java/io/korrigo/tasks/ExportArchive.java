package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The ZIP of an exam's corrected PDFs, its manifest last.
 *
 * <p>Streamed from blob to blob. Everything is stored: the pages of a PDF are compressed already, and to deflate them
 * again takes many times as long as to copy them. The same files give the same bytes, in any time zone; from 4 GiB or
 * 65,535 files on it is a Zip64.
 */
final class ExportArchive {
    /** Raised whenever the same files begin to give another archive. */
    private static final int VERSION = 1;

    private static final int BUFFER_SIZE = 1 << 18;

    /** In local time, which is what a ZIP has: an instant would be turned into the host's time zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private record Entry(String name, String pdfKey, PdfFacts facts) {}

    private final BlobStore blobs;
    private final List<Entry> entries = new ArrayList<>();

    ExportArchive(BlobStore blobs) {
        this.blobs = blobs;
    }

    void add(String name, String pdfKey, PdfFacts facts) {
        entries.add(new Entry(name, pdfKey, facts));
    }

    /**
     * Puts the manifest at {@code stem + ".csv"} and then the archive at {@code stem + ".zip"}, unless they are there.
     *
     * @param stem ends with the {@link #hash}
     */
    void publish(String stem, byte[] manifest, TaskContext context) throws IOException {
        String key = stem + ".zip";
        if (!blobs.touch(stem + ".csv")) {
            blobs.publish(stem + ".csv", out -> out.write(manifest));
        }
        if (!blobs.touch(key)) {
            blobs.publish(key, out -> write(out, manifest, context));
        }
    }

    /** Of all that archive and manifest hold. */
    String hash(byte[] manifest) {
        ContentDigest digest = new ContentDigest().add(VERSION);
        for (Entry entry : entries) {
            digest.add(entry.name())
                    .add(entry.facts().bytes())
                    .add(entry.facts().sha256());
        }
        return digest.add(new String(manifest, StandardCharsets.UTF_8)).hex();
    }

    private void write(OutputStream out, byte[] manifest, TaskContext context) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        byte[] buffer = new byte[BUFFER_SIZE];
        for (Entry entry : entries) {
            context.checkCancelled();
            PdfFacts facts = entry.facts();
            // Fails, and so does the publication, where the PDF isn't what its facts say.
            zip.putNextEntry(stored(entry.name(), facts.bytes(), facts.crc32()));
            try (InputStream pdf = blobs.open(entry.pdfKey())) {
                for (int read = pdf.read(buffer); read >= 0; read = pdf.read(buffer)) {
                    zip.write(buffer, 0, read);
                }
            }
            zip.closeEntry();
        }
        CRC32 crc32 = new CRC32();
        crc32.update(manifest);
        zip.putNextEntry(stored(ExportManifest.NAME, manifest.length, crc32.getValue()));
        zip.write(manifest);
        zip.closeEntry();
        zip.finish();
    }

    private static ZipEntry stored(String name, long size, long crc32) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(crc32);
        return entry;
    }
}
