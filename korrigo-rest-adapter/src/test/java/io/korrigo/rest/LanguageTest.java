package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest extends ServletCalls {
    @Test
    void isTheCallersForProblems() throws Exception {
        Answer french = send("GET", "/api/exams/unknown/", "prof", "Accept-Language", "fr-FR,fr;q=0.9,en;q=0.8");
        Answer english = send("GET", "/api/exams/unknown/", "prof");

        assertThat(french.body().path("detail").asText()).isEqualTo("Il n'y a pas d'examen avec cet identifiant");
        assertThat(french.body().path("title").asText()).isEqualTo("Introuvable");
        assertThat(french.header("Content-Language")).isEqualTo("fr");
        assertThat(english.body().path("detail").asText()).isEqualTo("There is no exam with this id");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(french.body().path("code")).isEqualTo(english.body().path("code"));
        assertThat(french.body().path("code").asText()).isEqualTo("exam.unknown");
    }

    @Test
    void isTheCallersForWhatIsAccepted() throws Exception {
        Answer accepted = send("POST", "/api/exams/exam-1/export-all/", "prof", "Accept-Language", "fr");

        assertThat(accepted.body().path("message").asText()).isEqualTo("Export de 3 copies en file d'attente.");
    }

    @Test
    void isTheCallersForReasons() throws Exception {
        Answer submitted = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof");
        ended("prof", submitted);
        String path = submitted.body().path("status_url").asText().substring("/korrigo".length());

        Answer french = send("GET", path, "prof", "Accept-Language", "fr");
        Answer english = send("GET", path, "prof");

        assertThat(french.body().at("/result/reason_code"))
                .isEqualTo(english.body().at("/result/reason_code"));
        assertThat(french.body().at("/result/reason").asText()).startsWith("L");
        assertThat(english.body().at("/result/reason").asText()).startsWith("The");
    }

    @Test
    void isTheCallersWhereAnyCallIsRefused() throws Exception {
        assertProblem(send("GET", "/api/nothing/", "prof", "Accept-Language", "fr"), 404, "rien à cette adresse");
        assertProblem(send("GET", "/api/exams/", "", "Accept-Language", "fr"), 401, "jeton");
        assertProblem(send("PATCH", "/api/exams/", "prof", "Accept-Language", "fr"), 405, "Utilisez");
    }
}
