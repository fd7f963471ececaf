package io.korrigo.blob.s3;

/** Keys of objects that are no blobs. */
final class Reserved {
    static final String FOLDER = ".korrigo/";
    static final String USED = FOLDER + "used/";
    static final String DELETING = FOLDER + "deleting/";

    private Reserved() {}

    static boolean is(String key) {
        return key.startsWith(FOLDER);
    }

    /** The empty object whose age says when a blob was last touched. */
    static String used(String key) {
        return USED + key;
    }
}
