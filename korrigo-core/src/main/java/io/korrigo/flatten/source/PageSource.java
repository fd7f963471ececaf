package io.korrigo.flatten.source;

import io.korrigo.flatten.image.TiffImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where one page of a copy comes from: an image file, or a page of a PDF. What it is shows in its content, not its name.
 *
 * <p>Images are JPEG, PNG or TIFF; a TIFF may have several pages. Nothing is read before the copy is flattened.
 *
 * <p><b>Threads:</b> immutable, if the stream it was given is safe to open on any thread.
 */
public final class PageSource {
    /** Gives a page's file from its beginning, each time anew. */
    @FunctionalInterface
    public interface Content {
        /** @throws java.nio.file.NoSuchFileException when there is no such file */
        InputStream open() throws IOException;
    }

    /** Larger files are refused as pages anyway. */
    private static final long MAX_COUNTED = 256L << 20;

    private final String name;
    private final Object origin;
    private final Content content;
    private final @Nullable Path path;
    private final @Nullable Integer pageIndex;

    private PageSource(String name, Object origin, Content content, @Nullable Path path, @Nullable Integer pageIndex) {
        if (pageIndex != null && pageIndex < 0) {
            throw new IllegalArgumentException("A page index is 0 or more, not " + pageIndex);
        }
        this.name = Objects.requireNonNull(name, "name");
        this.origin = origin;
        this.content = Objects.requireNonNull(content, "content");
        this.path = path;
        this.pageIndex = pageIndex;
    }

    /** A file that holds one page: an image, or a PDF of one page. */
    public static PageSource of(Path file) {
        return new PageSource(nameOf(file), file, () -> Files.newInputStream(file), file, null);
    }

    /** Every page of a file: those of a TIFF that has several, else the file itself. */
    public static List<PageSource> allOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(16);
            if (!TiffImage.recognises(head) || Files.size(file) > MAX_COUNTED) {
                return List.of(of(file));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        int pages = TiffImage.pageCount(bytes, bytes.length);
        return pages < 2
                ? List.of(of(file))
                : IntStream.range(0, pages).mapToObj(page -> ofPdf(file, page)).toList();
    }

    /** The page {@code pageIndex}, from 0, of a PDF or TIFF file. */
    public static PageSource ofPdf(Path file, int pageIndex) {
        return new PageSource(nameOf(file), file, () -> Files.newInputStream(file), file, pageIndex);
    }

    /**
     * Content that holds one page, wherever it is stored.
     *
     * @param name what messages call it
     */
    public static PageSource of(String name, Content content) {
        return new PageSource(name, content, content, null, null);
    }

    /**
     * The page {@code pageIndex}, from 0, of a PDF, wherever it is stored. Pages that share one {@code content} object
     * are read from it once.
     *
     * @param name what messages call it
     */
    public static PageSource ofPdf(String name, Content content, int pageIndex) {
        return new PageSource(name, content, content, null, pageIndex);
    }

    /** What messages call it: the file's name without its folders. */
    public String name() {
        return name;
    }

    public InputStream open() throws IOException {
        return content.open();
    }

    /** The same object for pages of the same document. */
    public Object origin() {
        return origin;
    }

    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    public Optional<Integer> pageIndex() {
        return Optional.ofNullable(pageIndex);
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    @Override
    public String toString() {
        return pageIndex == null ? name : name + ", page " + (pageIndex + 1);
    }
}
