package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import org.jspecify.annotations.Nullable;

/**
 * A page to draw and what a reader may make of it.
 *
 * @param student the roster student who wrote it, or null for anybody else and for nobody
 * @param text what stands in the boxes; null for a page without a header
 * @param resembled whom of the roster the writer of a look-alike's page resembles, the writer of any other; else null
 */
public record PageCase(
        PageKind kind,
        @Nullable Student student,
        @Nullable HeaderText text,
        @Nullable Student resembled) {
    /** A page whose writer resembles nobody else. */
    public PageCase(PageKind kind, @Nullable Student student, @Nullable HeaderText text) {
        this(kind, student, text, student);
    }

    /** The page as {@code generator} draws it. */
    public GeneratedPage draw(PageGenerator generator) {
        if (text == null) {
            return generator.drawInnerPage();
        }
        return (kind == PageKind.UPSIDE_DOWN ? generator.turned(2) : generator).draw(text);
    }
}
