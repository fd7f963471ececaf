package io.korrigo.scan;

import io.korrigo.scan.SheetWriters.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Views as they are seen, made up; a header is the name of its writer, "?" one that can't be read. */
final class Looks {
    static final SheetWriters<String> WRITERS = headers -> {
        Map<String, Integer> copies = new HashMap<>();
        List<Writer> writers = new ArrayList<>();
        for (String header : headers) {
            int copy =
                    header.equals("?") ? 1000 + writers.size() : copies.computeIfAbsent(header, each -> copies.size());
            writers.add(new Writer(copy, header.equals("?") ? null : header, 1, header.equals("?") ? "unread" : ""));
        }
        return writers;
    };

    private Looks() {}

    static SortedPile sort(List<ViewLook<String>> looks) {
        return sort(looks, PileSorter.Expected.NOTHING);
    }

    static SortedPile sort(List<ViewLook<String>> looks, PileSorter.Expected expected) {
        return new PileSorter<>(page -> Optional.empty(), WRITERS).sort(looks, expected);
    }

    /** How often the strokes of {@code looks} are asked for from now on, for each time one more. */
    static List<ViewLook<String>> counted(List<ViewLook<String>> looks, AtomicInteger asked) {
        return looks.stream()
                .map(look -> new ViewLook<>(
                        new ViewInk(
                                look.ink().width(),
                                look.ink().height(),
                                look.ink().glance(),
                                () -> {
                                    asked.incrementAndGet();
                                    return look.ink().look();
                                }),
                        look.headers()))
                .toList();
    }

    /** Ink of an A3 view; {@code seed} tells what is written, below 0 too little to be compared. */
    private static ViewInk ink(boolean landscape, long seed, int left, int right) {
        InkMap map = new InkMap(192, 128);
        boolean[] inked = new boolean[192 * 128];
        Random random = new Random(seed);
        for (int i = 0; seed >= 0 && i < 700; i++) {
            int x = random.nextInt(192);
            int y = random.nextInt(128);
            map.setAround(x, y);
            inked[y * 192 + x] = true;
        }
        InkOutline outline = InkOutline.of(192, 128, at -> inked[at] ? 1 : 0);
        InkGlance glance = new InkGlance(0.5, said(left), said(right), outline);
        return new ViewInk(
                landscape ? 1400 : 1000,
                landscape ? 1000 : 1400,
                glance,
                () -> new InkFinder.Found(0.5, left, right, map));
    }

    private static InkGlance.Said said(int strokes) {
        return strokes > 2 ? InkGlance.Said.WRITTEN : InkGlance.Said.BLANK;
    }

    /** The outer side of a folded sheet, P4 | P1. */
    static ViewLook<String> recto(String header, long seed) {
        return new ViewLook<>(ink(true, seed, 30, 30), List.of(new ViewLook.Place<>(Part.RIGHT, 0, header)));
    }

    /** Of which only the first page is written on. */
    static ViewLook<String> halfRecto(String header, long seed) {
        return new ViewLook<>(ink(true, seed, 0, 30), List.of(new ViewLook.Place<>(Part.RIGHT, 0, header)));
    }

    static ViewLook<String> turnedRecto(String header, long seed) {
        return new ViewLook<>(ink(true, seed, 30, 30), List.of(new ViewLook.Place<>(Part.RIGHT, 2, header)));
    }

    /** The inner side, P2 | P3. */
    static ViewLook<String> verso(long seed) {
        return new ViewLook<>(ink(true, seed, 30, 30), List.of());
    }

    static ViewLook<String> blankVerso() {
        return new ViewLook<>(ink(true, -1, 0, 0), List.of());
    }

    /** An A4 page with a header. */
    static ViewLook<String> page(String header, long seed) {
        return new ViewLook<>(ink(false, seed, 30, 30), List.of(new ViewLook.Place<>(Part.WHOLE, 0, header)));
    }

    /** The same, upside down. */
    static ViewLook<String> turnedPage(String header, long seed) {
        return new ViewLook<>(ink(false, seed, 30, 30), List.of(new ViewLook.Place<>(Part.WHOLE, 2, header)));
    }

    /** An A4 page without one. */
    static ViewLook<String> page(long seed) {
        return new ViewLook<>(ink(false, seed, 30, 30), List.of());
    }

    /** A page in landscape without one. */
    static ViewLook<String> landscapePage(long seed) {
        return new ViewLook<>(ink(true, seed, 30, 30), List.of());
    }
}
