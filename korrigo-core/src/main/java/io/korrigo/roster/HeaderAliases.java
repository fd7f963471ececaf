package io.korrigo.roster;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that school software gives to each column, folded as {@link Folding#fold} does.
 *
 * <p>Pronote, SIECLE, Sconet/GEP (ELENOM...), ONDE, ENT (entcore), the original Korrigo and English exports. A header
 * matches as a whole: "Prénom d'usage" is not "Prénom", "Nom du responsable" is not "Nom".
 */
final class HeaderAliases {
    private static final Map<String, RosterColumn> COLUMNS = new HashMap<>();
    /** Headers that count only where no better one names the column. */
    private static final Map<String, RosterColumn> SECOND_CHOICE = Map.of(
            "structure",
            RosterColumn.CLASS_NAME,
            "libstructure",
            RosterColumn.CLASS_NAME,
            "libellestructure",
            RosterColumn.CLASS_NAME,
            "libclasse",
            RosterColumn.CLASS_NAME,
            "libdivision",
            RosterColumn.CLASS_NAME,
            "niveauclasse",
            RosterColumn.CLASS_NAME,
            "naissance",
            RosterColumn.BIRTH_DATE);

    /** What is said about a column and isn't its name: how to fill it, and whose it is. */
    private static final String[] SUFFIXES = {
        "jjmmaaaa",
        "ddmmyyyy",
        "aaaammjj",
        "yyyymmdd",
        "jjmmaa",
        "obligatoire",
        "facultatif",
        "requis",
        "deleleve",
        "delapprenant",
        "deletudiant",
        "eleve",
        "etudiant",
        "apprenant"
    };

    static {
        add(
                RosterColumn.FULL_NAME,
                "eleve",
                "eleves",
                "nometprenom",
                "nometprenoms",
                "nomprenom",
                "nomprenoms",
                "nomprenomeleve",
                "nometprenomeleve",
                "nomcomplet",
                "student",
                "students",
                "studentname",
                "name",
                "fullname",
                "etudiant",
                "etudiants",
                "candidat",
                "candidats",
                "apprenant",
                "apprenants",
                "nomprenomdeleleve",
                "nometprenomdeleleve");
        add(
                RosterColumn.LAST_NAME,
                "nom",
                "noms",
                "nomdefamille",
                "nomfamille",
                "nomeleve",
                "nomdeleleve",
                "nomdefamilleeleve",
                "nomdefamilledeleleve",
                "nomdenaissance",
                "nompatronymique",
                "nomdetatcivil",
                "nometatcivil",
                "nomlegal",
                "patronyme",
                "elenom",
                "lastname",
                "surname",
                "familyname");
        add(
                RosterColumn.USAGE_NAME,
                "nomdusage",
                "nomusage",
                "nomdusageeleve",
                "nomdusagedeleleve",
                "nomusuel",
                "nomdusagedelleve",
                "nomdepouse",
                "nommarital",
                "usagename",
                "preferredlastname");
        add(
                RosterColumn.FIRST_NAME,
                "prenom",
                "prenoms",
                "prenom1",
                "1erprenom",
                "premierprenom",
                "prenomeleve",
                "prenomdeleleve",
                "elepre",
                "elepre1",
                "prenomprincipal",
                "prenomsdeleleve",
                "firstname",
                "firstnames",
                "givenname",
                "givennames",
                "forename");
        add(
                RosterColumn.SECOND_FIRST_NAME,
                "prenom2",
                "2emeprenom",
                "2eprenom",
                "deuxiemeprenom",
                "secondprenom",
                "elepre2",
                "prenom2eleve",
                "middlename");
        add(
                RosterColumn.THIRD_FIRST_NAME,
                "prenom3",
                "3emeprenom",
                "3eprenom",
                "troisiemeprenom",
                "elepre3",
                "prenom3eleve");
        add(
                RosterColumn.BIRTH_DATE,
                "neele",
                "nele",
                "neeele",
                "datenaisseleve",
                "datedenaisse",
                "dtnaiss",
                "dtnaissance",
                "datedenaissanceele",
                "eledatenais",
                "jourdenaissance",
                "datedenaissance",
                "datenaissance",
                "datedenaissanceeleve",
                "datenaissanceeleve",
                "datedenaiss",
                "datenaiss",
                "datenais",
                "datnaiss",
                "eledatnais",
                "ddn",
                "birthdate",
                "dateofbirth",
                "birthday",
                "dob");
        add(
                RosterColumn.EMAIL,
                "adresseemail",
                "adressemail",
                "adressemel",
                "adresseelectronique",
                "adressecourriel",
                "email",
                "emails",
                "emaileleve",
                "mail",
                "maileleve",
                "mel",
                "courriel",
                "courrieleleve",
                "meleleve",
                "adressemaileleve",
                "adresseemaileleve",
                "adressedemessagerie",
                "emailaddress",
                "mailaddress");
        add(
                RosterColumn.CLASS_NAME,
                "classe",
                "classes",
                "class",
                "classname",
                "division",
                "divisions",
                "divcod",
                "div",
                "divisiondeclasse",
                "codestructure",
                "codeclasse",
                "classedaffectation",
                "classeactuelle",
                "codedivision",
                "libelleclasse",
                "libelledivision",
                "libelledelaclasse");
        add(RosterColumn.GROUP, "groupe", "groupes", "group", "groups");
        add(
                RosterColumn.INE,
                "ine",
                "ineeleve",
                "nine",
                "numeroine",
                "numine",
                "codeine",
                "elenonat",
                "idnational",
                "identifiantnational",
                "identifiantnationaleleve",
                "numeronational",
                "nnational",
                "nidnational",
                "identifiantunique",
                "identifiantnationalunique",
                "ineunique",
                "inebea",
                "inernie",
                "rnie",
                "inern");
        add(
                RosterColumn.LEAVING_DATE,
                "datesortie",
                "datedesortie",
                "datsortie",
                "sortie",
                "sortiele",
                "sortile",
                "datedepart",
                "datededepart",
                "eledatsortie",
                "datesortieeleve",
                "datedesortieeleve",
                "datedefindescolarite",
                "datefinscolarite",
                "leavingdate",
                "exitdate");
        add(
                RosterColumn.STATUS,
                "etat",
                "statut",
                "situation",
                "etatinscription",
                "etatdelinscription",
                "statutinscription",
                "statutdelinscription",
                "inscription",
                "etatdossier",
                "status");
    }

    private HeaderAliases() {}

    /** The column under a header; null for a header that means nothing here. */
    static @Nullable RosterColumn column(String header) {
        String folded = Folding.fold(header);
        RosterColumn column = COLUMNS.get(folded);
        for (int i = 0; column == null && i < SUFFIXES.length; i++) {
            // "Date de naissance (jj/mm/aaaa)", "Classe de l'élève"
            if (folded.endsWith(SUFFIXES[i])) {
                folded = folded.substring(0, folded.length() - SUFFIXES[i].length());
                column = COLUMNS.get(folded);
            }
        }
        if (column == null && folded.startsWith("eleve")) {
            // "Élève : nom"
            column = COLUMNS.get(folded.substring("eleve".length()));
        }
        // "Classe 2026-2027"
        return column == null && folded.matches("(?:classe|division)20[0-9]{2,6}") ? RosterColumn.CLASS_NAME : column;
    }

    /** The column under a header that says it less clearly than others; null for any other header. */
    static @Nullable RosterColumn secondChoice(String header) {
        return SECOND_CHOICE.get(Folding.fold(header));
    }

    private static void add(RosterColumn column, String... headers) {
        for (String header : headers) {
            RosterColumn other = COLUMNS.put(header, column);
            if (other != null && other != column) {
                throw new IllegalStateException("Header alias " + header + " stands for two columns");
            }
        }
    }
}
