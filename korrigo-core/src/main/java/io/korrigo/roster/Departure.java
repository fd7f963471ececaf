package io.korrigo.roster;

import java.time.LocalDate;
import java.util.Set;

/**
 * Whether a row says that its student has left the school or isn't enrolled: by a day of leaving that is over, by a status, or
 * by a class in which software collects those who left.
 */
final class Departure {
    private static final Set<String> STATES = Set.of(
            "noninscrit",
            "noninscrite",
            "desinscrit",
            "desinscrite",
            "demissionnaire",
            "demission",
            "demissionne",
            "demissionnee",
            "sorti",
            "sortie",
            "sortant",
            "sortante",
            "parti",
            "partie",
            "inactif",
            "inactive",
            "radie",
            "radiee",
            "exclu",
            "exclue",
            "abandon",
            "exeat",
            "transfere",
            "transferee",
            "ancien",
            "ancienne",
            "ancieneleve",
            "ancienneeleve",
            "annule",
            "annulee",
            "aquittelecollege",
            "aquittelelycee",
            "aquitteletablissement",
            "left",
            "inactivestudent",
            "withdrawn");

    private static final Set<String> CLASSES = Set.of(
            "inactif",
            "inactifs",
            "elevesinactifs",
            "sorti",
            "sortis",
            "sortie",
            "sorties",
            "elevessortis",
            "demissionnaire",
            "demissionnaires",
            "elevesdemissionnaires",
            "demission",
            "demissions",
            "partis",
            "elevespartis",
            "radies",
            "elevesradies",
            "anciens",
            "ancienseleves",
            "exclus");

    private static final Set<String> YES = Set.of("oui", "o", "yes", "vrai", "true");

    private Departure() {}

    /**
     * Whether a day of leaving is over.
     *
     * @param text cleaned; a day in words ("Fin d'année") or in the future is no departure
     */
    static boolean isOver(String text, LocalDate today) {
        LocalDate day = BirthDate.parse(text, today).date();
        return day != null || YES.contains(Folding.fold(text));
    }

    /** @param text cleaned */
    static boolean isState(String text) {
        return STATES.contains(Folding.fold(text));
    }

    /** @param text cleaned */
    static boolean isClass(String text) {
        return CLASSES.contains(Folding.fold(text));
    }
}
