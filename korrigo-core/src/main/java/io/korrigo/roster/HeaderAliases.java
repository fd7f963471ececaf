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
                "candidats");
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
                "nele",
                "neeele",
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
                "inern");
    }

    private HeaderAliases() {}

    /** The column under a header; null for a header that means nothing here. */
    static @Nullable RosterColumn column(String header) {
        String folded = Folding.fold(header);
        // "Date de naissance (jj/mm/aaaa)"
        for (String hint : new String[] {"jjmmaaaa", "ddmmyyyy", "aaaammjj", "yyyymmdd"}) {
            if (folded.endsWith(hint)) {
                folded = folded.substring(0, folded.length() - hint.length());
            }
        }
        return COLUMNS.get(folded);
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
