package io.korrigo.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The ink of the views that were asked for last: maps of all views of a pile would be 60 KB each.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class LookedAt {
    /** More than the views of those sheets that one is compared with. */
    private static final int KEPT = 64;

    private final Map<Integer, InkFinder.Found> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, InkFinder.Found> eldest) {
            return size() > KEPT;
        }
    };

    InkFinder.Found of(int view, Supplier<InkFinder.Found> look) {
        InkFinder.Found found = kept.get(view);
        if (found == null) {
            found = look.get();
            kept.put(view, found);
        }
        return found;
    }
}
