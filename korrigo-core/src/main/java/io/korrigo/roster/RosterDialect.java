package io.korrigo.roster;

import java.util.Arrays;
import java.util.List;

/** Which program a file seems to come from, told by its headers; nothing is read differently for it. */
public enum RosterDialect {
    /** SIECLE's XML for BEE, {@code BEE_ELEVES}. */
    SIECLE_XML,
    /** Sconet and GEP before: ELENOM, ELEPRE. */
    SCONET("elenom"),
    /** First-degree schools' ONDE. */
    ONDE("nomeleve", "prenomeleve"),
    /** ENT on entcore. */
    ENT("externalid", "prenom", "nom"),
    /** SIECLE's tables. */
    SIECLE("nomdefamille", "division"),
    /** Pronote and what follows it: names in one cell. */
    PRONOTE("eleves", "neele"),
    /** The original Korrigo's template. */
    KORRIGO("nom", "prenom", "datenaissance"),
    /** English headers. */
    ENGLISH("lastname", "firstname", "dateofbirth"),
    /** None of these. */
    OTHER,
    /** No header line at all. */
    HEADERLESS;

    private final List<String> marks;

    RosterDialect(String... marks) {
        this.marks = List.of(marks);
    }

    /** The first dialect all of whose marks are among the headers. */
    static RosterDialect of(String[] headers) {
        List<String> folded = Arrays.stream(headers).map(Folding::fold).toList();
        return Arrays.stream(values())
                .filter(dialect -> !dialect.marks.isEmpty() && folded.containsAll(dialect.marks))
                .findFirst()
                .orElse(OTHER);
    }
}
