package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Question;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.server.KorrigoServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exam as a folder: {@code exam.json}, one JSON per copy in {@code copies/}, their pages beside.
 *
 * <p>{@code exam.json} is {@code {"id", "name", "date", "pages_per_booklet", "marking_scheme": [{"id", "label", "points",
 * "children"}], "teachers": [...]}}; a copy is as {@code korrigo flatten} takes it.
 */
final class ExamFolder {
    private final Exam exam;
    private final List<Path> copyFiles;
    private final List<CopyJson> copies;

    private ExamFolder(Exam exam, List<Path> copyFiles, List<CopyJson> copies) {
        this.exam = exam;
        this.copyFiles = copyFiles;
        this.copies = copies;
    }

    private record ExamJson(
            @Nullable String id,
            @Nullable String name,
            @Nullable String date,
            @Nullable Integer pagesPerBooklet,
            @Nullable List<QuestionJson> markingScheme,
            @Nullable List<String> teachers) {}

    private record QuestionJson(
            @Nullable String id,
            @Nullable String label,
            @Nullable BigDecimal points,
            @Nullable List<QuestionJson> children) {}

    /** @throws InvalidInputException when the folder doesn't hold an exam */
    static ExamFolder read(Path folder) throws IOException {
        Path examFile = folder.resolve("exam.json");
        if (!Files.isRegularFile(examFile)) {
            throw new InvalidInputException("The folder " + folder + " holds no exam.json");
        }
        Exam exam = exam(examFile, CopyJson.read(examFile, ExamJson.class));
        List<Path> files;
        try (Stream<Path> found = Files.list(folder.resolve("copies"))) {
            files = found.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<CopyJson> copies = new ArrayList<>();
        for (Path file : files) {
            copies.add(CopyJson.read(file));
        }
        return new ExamFolder(exam, files, copies);
    }

    private static Exam exam(Path file, ExamJson json) {
        if (json.id() == null || json.name() == null) {
            throw new InvalidInputException(file + ": 'id' and 'name' are needed");
        }
        try {
            return new Exam(
                    json.id(),
                    json.name(),
                    json.date() == null ? null : LocalDate.parse(json.date()),
                    json.pagesPerBooklet() == null ? 4 : json.pagesPerBooklet(),
                    questions(json.markingScheme()),
                    json.teachers() == null ? Set.of() : Set.copyOf(json.teachers()));
        } catch (DateTimeParseException malformed) {
            throw new InvalidInputException(file + ": 'date' is not of the form 2026-05-12", malformed);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidInputException(file + ": " + invalid.getMessage(), invalid);
        }
    }

    private static List<Question> questions(@Nullable List<QuestionJson> nodes) {
        List<Question> questions = new ArrayList<>();
        for (QuestionJson node : nodes == null ? List.<QuestionJson>of() : nodes) {
            String id = node.id() == null ? node.label() : node.id();
            if (id == null) {
                throw new IllegalArgumentException("a question of 'marking_scheme' needs an 'id'");
            }
            questions.add(new Question(
                    id,
                    node.label() == null ? id : node.label(),
                    node.points() == null ? BigDecimal.ZERO : node.points(),
                    questions(node.children())));
        }
        return questions;
    }

    String examId() {
        return exam.id();
    }

    /** Name of the file with a copy's first page. */
    String headerPage(String copyId) {
        for (int i = 0; i < copies.size(); i++) {
            if (copyId.equals(copies.get(i).copyId())) {
                return String.valueOf(
                        copies.get(i).pageFiles(copyFiles.get(i)).get(0).getFileName());
            }
        }
        throw new IllegalArgumentException("No copy " + copyId);
    }

    /**
     * A copy as it was handed in.
     *
     * @param id the folder's
     * @param pages files, in order
     */
    record CopyOnPaper(String id, List<Path> pages, List<Annotation> annotations, CopyMarks marks) {}

    /** The copies, by the names of their files. */
    List<CopyOnPaper> onPaper() {
        List<CopyOnPaper> onPaper = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Path file = copyFiles.get(i);
            CopyJson copy = copies.get(i);
            onPaper.add(new CopyOnPaper(
                    copy.requiredId(file), copy.pageFiles(file), copy.annotations(file), copy.marks(file)));
        }
        return onPaper;
    }

    /** Stores the exam in a server, without copies. */
    void announce(KorrigoServer server) {
        server.exams().add(exam, List.of());
    }

    /** Stores exam, copies and pages in a server, unless it has the exam already. */
    void load(KorrigoServer server) throws IOException {
        if (server.exams().exam(exam.id()).isPresent()) {
            return;
        }
        List<CorrectedCopy> corrected = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            corrected.add(corrected(server, copyFiles.get(i), copies.get(i)));
        }
        server.exams().add(exam, corrected);
    }

    private CorrectedCopy corrected(KorrigoServer server, Path file, CopyJson json) throws IOException {
        String id = json.requiredId(file);
        List<String> keys = new ArrayList<>();
        for (Path page : json.pageFiles(file)) {
            String key = "exams/" + exam.id() + "/pages/" + id + "-" + (keys.size() + 1);
            server.blobs().publish(key, out -> Files.copy(page, out));
            keys.add(key);
        }
        List<Booklet> booklets = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += exam.pagesPerBooklet()) {
            int to = Math.min(keys.size(), from + exam.pagesPerBooklet());
            booklets.add(new Booklet(id + "-" + (booklets.size() + 1), keys.subList(from, to)));
        }
        List<Annotation> annotations = json.annotations(file);
        Copy copy = new Copy(
                id,
                exam.id(),
                json.anonymousId() == null ? id : json.anonymousId(),
                CopyStatus.READY,
                booklets,
                null,
                null,
                0);
        return new CorrectedCopy(copy, annotations, json.marks(file));
    }
}
