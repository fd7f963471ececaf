package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.scan.PagePicture;
import io.korrigo.scan.Part;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PilePage;
import io.korrigo.scan.SortedPile;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sorted pile in the blob store, and its copies as an exam has them. Keys and ids depend on the pile's content. */
final class StoredPile {
    private final BlobStore blobs;
    private final Pile pile;
    private final SortedPile sorted;
    private final String examId;
    private final String mark;
    /** By view and part. */
    private final Map<String, String> keys = new TreeMap<>();

    StoredPile(BlobStore blobs, String examId, Pile pile, SortedPile sorted) {
        this.blobs = blobs;
        this.pile = pile;
        this.sorted = sorted;
        this.examId = examId;
        this.mark = mark(examId, pile.sha256());
    }

    /** What ids of a scan's pages and copies begin with. One scan may belong to two exams, and their copies are two copies. */
    static String mark(String examId, String sha256) {
        return new ContentDigest().add(examId).add(sha256).hex().substring(0, 12);
    }

    /** Stores every page, those in quarantine too; views are read once, in order. */
    void publish(Runnable checkCancelled) throws IOException {
        List<PilePage> pages = new ArrayList<>(sorted.pages());
        pages.sort((a, b) -> a.view() != b.view()
                ? Integer.compare(a.view(), b.view())
                : a.part().compareTo(b.part()));
        int open = -1;
        byte[] view = {};
        for (PilePage page : pages) {
            checkCancelled.run();
            if (page.view() != open) {
                view = pile.view(page.view());
                open = page.view();
            }
            PagePicture picture = PagePicture.of(view, page, pile.viewName(page.view()));
            String key = BlobKeys.scan(examId, mark) + place(page) + picture.extension();
            blobs.publish(key, out -> out.write(picture.bytes()));
            keys.put(place(page), key);
        }
    }

    private static String place(PilePage page) {
        return String.format(
                Locale.ROOT, "%04d-%s", page.view() + 1, page.part().name().toLowerCase(Locale.ROOT));
    }

    /** The copies, in the order of the pile; after {@link #publish}. */
    List<Copy> copies() {
        List<Copy> copies = new ArrayList<>();
        for (SortedCopy copy : sorted.copies()) {
            String id = id(copies.size());
            CopyStatus status = sorted.holds(copies.size()) ? CopyStatus.STAGING : CopyStatus.READY;
            copies.add(new Copy(id, examId, id, status, booklets(id, copy.pages()), null, null, 0));
        }
        return copies;
    }

    /** Every page of the pile, those of a copy in reading order; after {@link #publish}. */
    List<ScannedPage> pages() {
        List<ScannedPage> pages = new ArrayList<>();
        for (int copy = 0; copy < sorted.copies().size(); copy++) {
            List<PilePage> ofCopy = sorted.copies().get(copy).pages();
            for (int i = 0; i < ofCopy.size(); i++) {
                pages.add(page(ofCopy.get(i), beginsBooklet(ofCopy, i), id(copy), null));
            }
        }
        for (SortedPile.Quarantined aside : sorted.quarantine()) {
            pages.add(page(aside.page(), false, null, aside.reason().name().toLowerCase(Locale.ROOT)));
        }
        return pages;
    }

    private ScannedPage page(PilePage page, boolean beginsBooklet, @Nullable String copyId, @Nullable String reason) {
        return new ScannedPage(
                mark + "-" + place(page),
                Objects.requireNonNull(keys.get(place(page))),
                pile.viewName(page.view()),
                page.sheet() + 1,
                page.recto(),
                page.blank(),
                beginsBooklet,
                copyId,
                reason);
    }

    private String id(int copy) {
        return String.format(Locale.ROOT, "%s-%03d", mark, copy + 1);
    }

    /** A booklet for each folded sheet, which has a header of its own; single pages, and sheets laid into others, are one. */
    private static boolean beginsBooklet(List<PilePage> pages, int i) {
        boolean apart = pages.get(0).part() != Part.WHOLE && !nested(pages);
        return i == 0 || apart && pages.get(i).sheet() != pages.get(i - 1).sheet();
    }

    private List<Booklet> booklets(String copyId, List<PilePage> pages) {
        List<List<String>> booklets = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            if (beginsBooklet(pages, i)) {
                booklets.add(new ArrayList<>());
            }
            booklets.get(booklets.size() - 1).add(Objects.requireNonNull(keys.get(place(pages.get(i)))));
        }
        List<Booklet> named = new ArrayList<>();
        for (List<String> booklet : booklets) {
            named.add(new Booklet(copyId + "-" + (named.size() + 1), booklet));
        }
        return named;
    }

    private static boolean nested(List<PilePage> pages) {
        int changes = 0;
        for (int i = 1; i < pages.size(); i++) {
            changes += pages.get(i).sheet() == pages.get(i - 1).sheet() ? 0 : 1;
        }
        return changes >= pages.stream().map(PilePage::sheet).distinct().count();
    }
}
