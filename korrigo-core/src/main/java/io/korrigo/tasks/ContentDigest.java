package io.korrigo.tasks;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.QuestionLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash over values, each with its length before it, so that no two lists of values are told apart by a separator that
 * a teacher may type.
 */
final class ContentDigest {
    private final MessageDigest sha256;

    ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** Of everything that is drawn, and of the flattener that draws it; {@code pages} are the pages' blob keys. */
    static String of(List<String> pages, CopyToFlatten copy) {
        ContentDigest digest = new ContentDigest().add(CopyFlattener.OUTPUT_VERSION);
        digest.add(copy.copyId())
                .add(copy.anonymousId())
                .add(copy.studentName())
                .size(pages);
        pages.forEach(digest::add);
        digest.size(copy.annotations());
        for (Annotation annotation : copy.annotations()) {
            PageRegion region = annotation.region();
            digest.add(annotation.pageIndex());
            digest.add(region.x()).add(region.y()).add(region.w()).add(region.h());
            digest.add(annotation.type()).add(annotation.content()).add(annotation.scoreDelta());
        }
        digest.size(copy.marks().scores().entrySet());
        copy.marks().scores().forEach((id, points) -> digest.add(id).add(points));
        digest.size(copy.marks().remarks().entrySet());
        copy.marks().remarks().forEach((id, remark) -> digest.add(id).add(remark));
        digest.add(copy.marks().appreciation());

        FlattenOptions options = copy.options();
        digest.add(options.locale().toLanguageTag()).add(options.examTitle()).add(options.maximum());
        digest.addQuestions(options.questions()).add(options.archival());
        digest.size(copy.blanked());
        copy.blanked().forEach(digest::add);
        return digest.hex();
    }

    /** Of one text. */
    static String of(String text) {
        return new ContentDigest().add(text).hex();
    }

    /** Adds a value's text, or that there is none. */
    ContentDigest add(@Nullable Object value) {
        if (value == null) {
            sha256.update(ByteBuffer.allocate(4).putInt(-1).flip());
            return this;
        }
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        sha256.update(bytes);
        return this;
    }

    private ContentDigest addQuestions(List<QuestionLine> lines) {
        size(lines);
        lines.forEach(
                line -> add(line.id()).add(line.label()).add(line.maximum()).addQuestions(line.parts()));
        return this;
    }

    private void size(Collection<?> values) {
        add(values.size());
    }

    /** The first half of the hash, in hex; ends its use. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }
}
