package io.korrigo.browser;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.tasks.KorrigoTasks;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A scan as an import leaves it: three copies of a folded sheet each, four pages a sheet, the third one held with a page too few,
 * and a sheet in quarantine that was scanned twice. Somebody had counted one sheet more.
 */
final class DrawnScan {
    static final String ID = KorrigoTasks.scanId(DeskHost.EXAM, "ab");
    private static final int COPIES = 3;

    private DrawnScan() {}

    /** @param place of the page in the scan, from 1 */
    static String page(int place) {
        return ID + "-%04d-whole".formatted(place);
    }

    /** @param number from 1 */
    static String copy(int number) {
        return ID + "-00" + number;
    }

    static void addTo(DeskHost host) throws IOException {
        List<ScannedPage> pages = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        for (int sheet = 1; sheet <= COPIES + 1; sheet++) {
            boolean aside = sheet == COPIES + 1;
            List<String> keys = new ArrayList<>();
            for (int side = 1; side <= (sheet == COPIES ? 3 : 4); side++) {
                int place = pages.size() + 1;
                boolean blank = side == 4;
                String key = "scans/" + page(place) + ".jpg";
                byte[] picture = drawn(aside ? 2 : sheet, side, blank);
                host.blobs.publish(key, out -> out.write(picture));
                keys.add(key);
                pages.add(new ScannedPage(
                        page(place),
                        key,
                        "pile.pdf#" + (place + 1) / 2,
                        sheet,
                        side == 1 || side == 4,
                        blank,
                        side == 1,
                        aside ? null : copy(sheet),
                        aside ? "scanned_twice" : null));
            }
            if (!aside) {
                CopyStatus status = sheet == COPIES ? CopyStatus.STAGING : CopyStatus.READY;
                List<Booklet> booklets = List.of(new Booklet(copy(sheet) + "-1", keys));
                copies.add(new Copy(copy(sheet), DeskHost.EXAM, "A-00" + sheet, status, booklets, null, null, 0));
            }
        }
        List<ScanProblem> problems = List.of(
                new ScanProblem("sheets_expected", 0, null, COPIES, COPIES + 2),
                new ScanProblem("page_count", COPIES, copy(COPIES), 3, 4),
                new ScanProblem("scanned_twice", COPIES + 1, null, 1, 0),
                new ScanProblem("turned", 1, copy(1), 0, 0));
        host.exams.addScan(
                new ImportedScan(
                        DeskHost.EXAM,
                        "ab",
                        "task",
                        "pile.pdf",
                        pages.size(),
                        COPIES,
                        4,
                        COPIES + 2,
                        COPIES,
                        problems,
                        Instant.EPOCH),
                copies,
                pages);
        for (Copy copy : copies) {
            host.exams.add(copy, List.of(), CopyMarks.NONE);
        }
    }

    /** A page of lines, and which one it is. */
    private static byte[] drawn(int sheet, int side, boolean blank) throws IOException {
        BufferedImage page = new BufferedImage(600, 850, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 850);
        graphics.setColor(Color.DARK_GRAY);
        if (!blank) {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 160));
            graphics.drawString(sheet + "." + side, 60, 200);
            for (int y = 280; y < 800; y += 40) {
                graphics.fillRect(60, y, 300 + y * 37 % 180, 6);
            }
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(page, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
