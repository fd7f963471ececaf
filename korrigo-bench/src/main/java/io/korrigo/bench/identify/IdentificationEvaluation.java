package io.korrigo.bench.identify;

import io.korrigo.bench.identify.EvaluationOptions.Stack;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.RosterGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws pages from handwriting that training left out, reads and matches them, and says how often that went right.
 *
 * <p>All pages and answers follow from the seed. With {@code --out}, {@code pages.csv} there has a line for each page and
 * roster, {@code readings.gz} what was read of each, for {@link DecisionEvaluation}, and {@code --dump-failures} saves each page whose answer was wrong or missing as {@code NUMBER-KIND.jpg}, its
 * header as {@code NUMBER-KIND-header.jpg}, and what stands in it and what was read in {@code failures.csv}.
 *
 * <p>Run it by {@code ./korrigo bench identification --data ../shared/handwriting --pages 300}; the options are
 * {@link EvaluationOptions#USAGE}.
 *
 * <p>Nearly all the time goes to drawing and reading. So rosters are nested, the students of the smallest write the
 * pages, and each reading is matched with all of them: lines of different rosters share their pages and are no
 * independent samples.
 */
public final class IdentificationEvaluation {
    private final EvaluationOptions options;
    private final List<Student> roster;
    /** People who are not on the roster and write the pages of a stack of strangers. */
    private final List<Student> strangers;

    private IdentificationEvaluation(EvaluationOptions options) {
        this.options = options;
        List<Integer> sizes = options.rosters();
        int largest = sizes.get(sizes.size() - 1);
        RosterGenerator school = new RosterGenerator(options.seed());
        if (options.stack() == Stack.MIXED) {
            roster = school.roster(largest);
            strangers = List.of();
        } else {
            int more = options.stack() == Stack.STRANGERS ? options.pages() : 0;
            List<Student> all = school.manyOrigins(largest + more);
            roster = all.subList(0, largest);
            strangers = all.subList(largest, largest + more);
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "who is identified on drawn exam headers, and how often rightly",
                EvaluationOptions.USAGE,
                EvaluationOptions::of,
                options -> {
                    for (EvaluationReport report : evaluate(options)) {
                        report.print(System.out);
                    }
                });
    }

    /** Evaluates as {@code options} say; one report for each roster. */
    static List<EvaluationReport> evaluate(EvaluationOptions options) throws IOException {
        return new IdentificationEvaluation(options).run();
    }

    private List<EvaluationReport> run() throws IOException {
        Path out = options.out();
        Failures failures = new Failures(out != null && options.dumpFailures() ? out : null);
        if (out != null) {
            Files.createDirectories(out);
        }
        List<KeptReadings.Page> kept = new ArrayList<>();
        List<PageResult> results = results(failures, kept);
        if (out != null) {
            new KeptReadings(roster, kept).write(out.resolve("readings.gz"));
            Files.write(out.resolve("pages.csv"), new PagesCsv(roster).lines(results), StandardCharsets.UTF_8);
            failures.close();
        }
        return options.rosters().stream().map(size -> report(size, results)).toList();
    }

    private EvaluationReport report(int size, List<PageResult> results) {
        List<PageResult> singly =
                results.stream().filter(page -> page.roster() == size).toList();
        return new EvaluationReport(size, singly, options.oneEach() ? together(size, singly) : List.of());
    }

    /** The same pages decided together: a student gets one of them at most. */
    private List<PageResult> together(int size, List<PageResult> singly) {
        List<Identification> answers =
                singly.stream().map(PageResult::identification).toList();
        List<Identification> joint =
                new BatchAssignment(new StudentMatcher(roster.subList(0, size)), answers).answers();
        List<PageResult> together = new ArrayList<>();
        for (int i = 0; i < joint.size(); i++) {
            together.add(singly.get(i).answered(joint.get(i)));
        }
        return together;
    }

    private List<PageCase> pages(PageCases cases) {
        return switch (options.stack()) {
            case MIXED -> options.oneEach() ? cases.oneEach(options.pages()) : cases.mixed(options.pages());
            case LOOKALIKES -> cases.lookAlikes(options.pages());
            case STRANGERS -> cases.strangers(strangers, options.pages());
        };
    }

    private KeptReadings.Page kept(PageTrials.Trial trial) {
        PageResult result = trial.results().get(0);
        Student writer = result.page().student();
        return new KeptReadings.Page(
                options.form() + " " + options.quality().name().toLowerCase(Locale.ROOT) + " " + options.seed() + "/"
                        + result.number(),
                result.page().kind().name(),
                result.origin().orElse(""),
                result.page().kind().expectation(),
                writer == null ? -1 : roster.indexOf(writer),
                result.read().exact(),
                PageRead.drawn(trial.drawn().truth()),
                trial.reading());
    }

    private List<PageResult> results(Failures failures, List<KeptReadings.Page> kept) throws IOException {
        List<Student> writers = roster.subList(0, options.rosters().get(0));
        PageCases cases = new PageCases(writers, options.seed());
        List<PageCase> pages = pages(cases);
        ExecutorService threads = Executors.newFixedThreadPool(options.threads());
        try (PageTrials trials = new PageTrials(options, roster)) {
            List<Callable<PageTrials.Trial>> work = new ArrayList<>();
            for (int i = 0; i < pages.size(); i++) {
                int number = i + 1;
                PageCase page = pages.get(i);
                work.add(() -> {
                    PageTrials.Trial trial = trials.page(number, page);
                    failures.keep(trial);
                    return trial;
                });
            }
            List<PageResult> results = new ArrayList<>();
            for (Future<PageTrials.Trial> future : threads.invokeAll(work)) {
                PageTrials.Trial trial = future.get();
                results.addAll(trial.results());
                kept.add(kept(trial));
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while pages were read", stop);
        } catch (ExecutionException failure) {
            throw new IOException("A page could not be evaluated: " + failure.getCause(), failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
