package io.korrigo.spring;

import io.korrigo.InvalidInputException;
import io.korrigo.task.TaskStoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do where Korrigo can't start. */
final class KorrigoFailureAnalyzer extends AbstractFailureAnalyzer<Exception> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Exception cause) {
        for (Throwable each = rootFailure; each != null; each = each.getCause()) {
            if (each instanceof TaskStoreException) {
                return new FailureAnalysis(
                        "Korrigo's task executor can't start: " + each.getMessage(),
                        "Let it create its tables (korrigo.tasks.create-tables=true), or apply the scripts of"
                                + " korrigo-executor-jdbc by your own migrations before the application starts.",
                        rootFailure);
            }
            if (each instanceof InvalidInputException
                    && String.valueOf(each.getMessage()).startsWith("korrigo.students:")) {
                return new FailureAnalysis(
                        "Korrigo can't find the application's students: " + each.getMessage(),
                        "Say in which table of the same database they are (korrigo.students.table), and by what names its columns go"
                                + " (korrigo.students.id, .last-name, .first-name, .birth-date, ...); name nothing where it has none"
                                + " (korrigo.students.usage-name=).",
                        rootFailure);
            }
            if (each instanceof IllegalArgumentException
                    && String.valueOf(each.getMessage()).contains("connections")) {
                return new FailureAnalysis(
                        "Korrigo's task executor can't start: " + each.getMessage(),
                        "Give the pool more connections (spring.datasource.hikari.maximum-pool-size), or Korrigo fewer"
                                + " workers (korrigo.tasks.workers).",
                        rootFailure);
            }
        }
        return null;
    }
}
