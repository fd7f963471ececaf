package io.korrigo.testkit.pages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sample class's exam: its questions and what stands on all headers. */
final class SampleExam {
    static final int PAGES = 4;

    /** What pupils write on the lines below the boxes, in the order of the form. */
    static final List<String> SUBJECTS =
            List.of("Bac blanc", "Générale", "Écrit", "Histoire-Géographie", "Février 2026");

    /** Which questions each page answers. */
    static final List<List<String>> QUESTIONS_BY_PAGE =
            List.of(List.of("1.a"), List.of("1.b", "1.c"), List.of("2.a", "2.b"), List.of("2.c", "3"));

    /**
     * A question that is marked.
     *
     * @param points the most it gives
     */
    record Question(String id, String label, int points) {}

    private static final List<Question> FIRST_PART = List.of(
            new Question("1.a", "Définir la révolution industrielle", 2),
            new Question("1.b", "Expliquer ses causes", 3),
            new Question("1.c", "Décrire la transformation des villes", 3));
    private static final List<Question> SECOND_PART = List.of(
            new Question("2.a", "Présenter le document", 2),
            new Question("2.b", "Analyser le document", 4),
            new Question("2.c", "Montrer l’intérêt et les limites du document", 2));
    private static final Question CONCLUSION = new Question("3", "Conclure et rédiger", 4);

    private SampleExam() {}

    /** Every question that is marked, in order. */
    static List<Question> questions() {
        List<Question> all = new ArrayList<>(FIRST_PART);
        all.addAll(SECOND_PART);
        all.add(CONCLUSION);
        return all;
    }

    /** The content of {@code exam.json}. */
    static Map<String, Object> json() {
        Map<String, Object> exam = new LinkedHashMap<>();
        exam.put("id", "bac-blanc-hg-2026");
        exam.put("name", "Bac blanc d’histoire-géographie – Terminale générale 2");
        exam.put("date", "2026-02-12");
        exam.put("pages_per_booklet", PAGES);
        exam.put("teachers", List.of("prof.histoire"));
        exam.put(
                "marking_scheme",
                List.of(
                        part("1", "L’industrialisation au XIXe siècle", FIRST_PART),
                        part("2", "Étude de document : l’enquête du docteur Villermé", SECOND_PART),
                        node(CONCLUSION)));
        return exam;
    }

    private static Map<String, Object> part(String id, String label, List<Question> questions) {
        Map<String, Object> part = node(new Question(
                id, label, questions.stream().mapToInt(Question::points).sum()));
        part.put("children", questions.stream().map(SampleExam::node).toList());
        return part;
    }

    private static Map<String, Object> node(Question question) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", question.id());
        node.put("label", question.label());
        node.put("points", BigDecimal.valueOf(question.points()));
        node.put("children", List.of());
        return node;
    }
}
