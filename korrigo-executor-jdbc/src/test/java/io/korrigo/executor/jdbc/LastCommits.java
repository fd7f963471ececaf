package io.korrigo.executor.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Asks of H2's file layer what kill -9 would leave, without killing: after each commit the file is copied as it lies, and
 * the copy opened.
 *
 * <p>Knows nothing but the JDK and H2, so that it can be loaded beside any version of it.
 */
public final class LastCommits {
    // So few that most commits rewrite something, so that the file has space to reuse before long.
    private static final int KEYS = 60;
    private static final int NUMBER_OF_COMMIT = -1;

    private LastCommits() {}

    /**
     * In how many of the copies the last commit is missing.
     *
     * @param folder an empty one
     */
    public static int missing(Path folder, int commits) throws IOException {
        Path file = folder.resolve("store.db");
        Path copy = folder.resolve("copy.db");
        Random random = new Random(20);
        int missing = 0;
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        // Space is free again at once; a database waits for 45 seconds, and then comes to the same.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        MVMap<Integer, String> map = store.openMap("values");
        for (int commit = 1; commit <= commits; commit++) {
            map.put(NUMBER_OF_COMMIT, String.valueOf(commit));
            map.put(random.nextInt(KEYS), "v".repeat(random.nextInt(5000)));
            map.remove(random.nextInt(KEYS));
            store.commit();
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            if (lastCommitOf(copy) != commit) {
                missing++;
            }
        }
        store.closeImmediately();
        return missing;
    }

    private static int lastCommitOf(Path file) {
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            MVMap<Integer, String> map = store.openMap("values");
            return Integer.parseInt(map.getOrDefault(NUMBER_OF_COMMIT, "0"));
        }
    }
}
