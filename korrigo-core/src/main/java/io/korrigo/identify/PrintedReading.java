package io.korrigo.identify;

import org.jspecify.annotations.Nullable;

/**
 * What is printed on a page: who wrote it, and which subject it answers.
 *
 * @param header names and birth date from labels or a sticker, a box for each printed character; empty when there are
 *     none
 * @param subjectVariant the variant that a printed reference names ("Sujet A"), A to H or 1 to 9, or null when the page
 *     names none or several
 */
public record PrintedReading(HeaderReading header, @Nullable String subjectVariant) {}
