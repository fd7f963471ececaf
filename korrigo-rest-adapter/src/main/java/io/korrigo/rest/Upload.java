package io.korrigo.rest;

import java.io.IOException;
import java.io.InputStream;

/** A file that came with a request. */
interface Upload {
    /** Name the person's computer has for it: hostile text, never a path. */
    String filename();

    /** Length in bytes. */
    long length();

    /** The content; close it. */
    InputStream open() throws IOException;
}
