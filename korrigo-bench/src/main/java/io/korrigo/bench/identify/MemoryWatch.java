package io.korrigo.bench.identify;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Student;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.RosterGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Watches the resident memory of a process that does nothing but identify pages, with a heap of {@value #HEAP}; on Linux,
 * elsewhere it says that it can't. The pages are read from files, over and over.
 */
final class MemoryWatch {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HEAP = "-Xmx256m";
    private static final int STEPS = 20;

    private MemoryWatch() {}

    /** Has {@code count} pages read on so many threads and remarks on the memory after each twentieth. */
    static void watch(
            int count, int threads, long seed, int students, List<GeneratedPage> pages, ThroughputReport report)
            throws IOException, InterruptedException {
        if (!Files.isReadable(STATUS)) {
            report.remark("Memory was not watched: there is no %s", STATUS);
            return;
        }
        Path folder = Files.createTempDirectory("korrigo-pages");
        try {
            for (int i = 0; i < pages.size(); i++) {
                GeneratedPage page = pages.get(i);
                Files.write(folder.resolve(i + page.extension()), page.encoded());
            }
            List<Long> sizes = read(folder, count, threads, seed, students);
            report.remark("Resident MiB every %d pages, %s: %s", count / STEPS, HEAP, sizes);
            report.remark(
                    "Resident MiB at most, second quarter, third and last of %d pages: %d, %d, %d",
                    count, most(sizes, 1), most(sizes, 2), most(sizes, 3));
        } finally {
            delete(folder);
        }
    }

    private static long most(List<Long> sizes, int quarter) {
        return sizes.subList(quarter * STEPS / 4, (quarter + 1) * STEPS / 4).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private static List<Long> read(Path folder, int count, int threads, long seed, int students)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryWatch.class.getName(),
                        folder.toString(),
                        Integer.toString(count),
                        Integer.toString(threads),
                        Long.toString(seed),
                        Integer.toString(students))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String sizes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new KorrigoException("The process that identifies pages failed; see above");
        }
        return sizes.lines().map(Long::valueOf).toList();
    }

    /** The process: folder of the pages, how many to read, threads, seed and size of the roster. */
    public static void main(String[] arguments) throws Exception {
        List<Path> pages;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            pages = files.sorted().toList();
        }
        int count = Integer.parseInt(arguments[1]);
        ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
        List<Student> roster = new RosterGenerator(Long.parseLong(arguments[3])).roster(Integer.parseInt(arguments[4]));
        StudentMatcher matcher = new StudentMatcher(roster);
        try (HeaderReader reader = new HeaderReader()) {
            int done = 0;
            for (int step = 1; step <= STEPS; step++) {
                List<Future<Optional<Student>>> answers = new ArrayList<>();
                for (int until = (int) ((long) count * step / STEPS); done < until; done++) {
                    Path page = pages.get(done % pages.size());
                    answers.add(workers.submit(() ->
                            matcher.match(reader.read(Files.readAllBytes(page))).student()));
                }
                for (Future<Optional<Student>> answer : answers) {
                    answer.get();
                }
                System.out.println(resident());
            }
        } finally {
            workers.shutdown();
        }
    }

    /** In MiB. */
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        throw new IOException(STATUS + " has no line VmRSS");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
