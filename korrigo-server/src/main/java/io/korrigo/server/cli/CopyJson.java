package io.korrigo.server.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A corrected copy as the command line's JSON has it; members that it doesn't know are refused.
 *
 * @param copyId names the copy and its PDF
 * @param anonymousId what the mark sheet shows; the copy's id unless given
 * @param student whom the mark sheet names, or null to name nobody
 * @param pages files in order, relative to the JSON file
 */
record CopyJson(
        @Nullable String copyId,
        @Nullable String anonymousId,
        @Nullable String student,
        @Nullable List<String> pages,
        @Nullable List<Mark> annotations,
        @Nullable Map<String, BigDecimal> scores,
        @Nullable Map<String, String> remarks,
        @Nullable String globalAppreciation) {

    /** A page of a file: its name, '#', and the page counted from 1. */
    private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9][0-9]{0,5})", Pattern.DOTALL);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** An annotation; a box without a size has a tenth of the page's. */
    record Mark(
            @Nullable Integer pageIndex,
            @Nullable Double x,
            @Nullable Double y,
            @Nullable Double w,
            @Nullable Double h,
            @Nullable AnnotationType type,
            @Nullable String content,
            @Nullable BigDecimal scoreDelta) {}

    /** @throws InvalidInputException naming file, place and member when it isn't such a JSON */
    static CopyJson read(Path file) throws IOException {
        return read(file, CopyJson.class);
    }

    /** Any record of the same spelling. */
    static <T> T read(Path file, Class<T> type) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            T value = JSON.readValue(bytes, type);
            if (value == null) {
                throw new InvalidInputException(file + " holds no JSON object");
            }
            return value;
        } catch (JsonProcessingException invalid) {
            throw new InvalidInputException(file + where(invalid) + what(invalid), invalid);
        }
    }

    private static String where(JsonProcessingException invalid) {
        JsonLocation place = invalid.getLocation();
        return place == null ? ": " : ", line " + place.getLineNr() + ": ";
    }

    private static String what(JsonProcessingException invalid) {
        if (invalid instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "'" + unknown.getPropertyName() + "' is not known here; members are " + known;
        }
        if (invalid.getCause() instanceof JsonParseException twice
                && twice.getOriginalMessage().startsWith("Duplicate")) {
            return "a member is there twice (" + twice.getOriginalMessage() + ")";
        }
        if (invalid instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String member = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            return "the value of '" + member.substring(1) + "' is not what belongs there";
        }
        return "this is not JSON (" + invalid.getOriginalMessage() + ")";
    }

    /** The copy's id, fit to be a file's name. */
    String requiredId(Path file) {
        if (copyId == null || copyId.isBlank()) {
            throw new InvalidInputException(file + ": 'copy_id' is missing");
        }
        if (!copyId.matches("[\\p{L}\\p{N}_-][\\p{L}\\p{N}._ -]{0,99}")) {
            throw new InvalidInputException(file
                    + ": 'copy_id' names the PDF, so it has at most 100 letters, digits, '.', '-', '_' and spaces");
        }
        return copyId;
    }

    /** The pages' files, as they are named. */
    List<Path> pageFiles(Path file) {
        if (pages == null || pages.isEmpty()) {
            throw new InvalidInputException(file + ": 'pages' is missing or empty");
        }
        Path folder = file.toAbsolutePath().getParent();
        List<Path> named = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            String page = pages.get(i);
            if (page == null || page.isBlank()) {
                throw new InvalidInputException(file + ": page " + (i + 1) + " names no file");
            }
            try {
                named.add(folder == null ? Path.of(page) : folder.resolve(page));
            } catch (InvalidPathException invalid) {
                throw new InvalidInputException(
                        file + ": page " + (i + 1) + " is no name of a file (" + invalid.getReason() + ")", invalid);
            }
        }
        return named;
    }

    /** The pages in order; "scan.pdf#3" is the third page of a file, unless a file has that name. */
    List<PageSource> pageSources(Path file) throws IOException {
        List<PageSource> sources = new ArrayList<>();
        for (Path page : pageFiles(file)) {
            Matcher numbered = NUMBERED.matcher(String.valueOf(page.getFileName()));
            if (Files.isRegularFile(page)) {
                sources.addAll(PageSource.allOf(page));
            } else if (numbered.matches()) {
                Path whole = page.resolveSibling(numbered.group(1));
                sources.add(PageSource.ofPdf(whole, Integer.parseInt(numbered.group(2)) - 1));
            } else {
                sources.add(PageSource.of(page));
            }
        }
        return sources;
    }

    List<Annotation> annotations(Path file) {
        List<Annotation> drawn = new ArrayList<>();
        List<Mark> marks = annotations == null ? List.of() : annotations;
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i) == null) {
                throw new InvalidInputException(file + ": annotation " + (i + 1) + " is null");
            }
            try {
                drawn.add(annotation(marks.get(i)));
            } catch (IllegalArgumentException invalid) {
                throw new InvalidInputException(
                        file + ": annotation " + (i + 1) + ": " + invalid.getMessage(), invalid);
            }
        }
        return drawn;
    }

    private static Annotation annotation(Mark mark) {
        if (mark.pageIndex() == null || mark.x() == null || mark.y() == null) {
            throw new IllegalArgumentException("'page_index', 'x' and 'y' are needed");
        }
        requireSize("w", mark.w());
        requireSize("h", mark.h());
        PageRegion region = new PageRegion(
                mark.x(), mark.y(), mark.w() == null ? 0.1 : mark.w(), mark.h() == null ? 0.1 : mark.h());
        return new Annotation(
                mark.pageIndex(),
                region,
                mark.type() == null ? AnnotationType.COMMENT : mark.type(),
                mark.content() == null ? "" : mark.content(),
                mark.scoreDelta());
    }

    private static void requireSize(String member, @Nullable Double size) {
        if (size != null && !(size > 0)) {
            throw new IllegalArgumentException("'" + member + "' is " + size + ", and a box has a size above 0");
        }
    }

    /** @throws InvalidInputException when a score or a remark is null */
    CopyMarks marks(Path file) {
        requireValues(file, "scores", scores);
        requireValues(file, "remarks", remarks);
        return new CopyMarks(
                scores == null ? Map.of() : scores,
                remarks == null ? Map.of() : remarks,
                globalAppreciation == null ? "" : globalAppreciation);
    }

    private static void requireValues(Path file, String member, @Nullable Map<String, ?> values) {
        if (values != null) {
            values.forEach((id, value) -> {
                if (value == null) {
                    throw new InvalidInputException(file + ": the value of '" + member + "." + id + "' is null");
                }
            });
        }
    }
}
