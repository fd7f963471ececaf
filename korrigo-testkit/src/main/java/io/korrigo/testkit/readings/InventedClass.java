package io.korrigo.testkit.readings;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Invents rosters: usual and rare names, composed names, usage names, siblings, twins, namesakes with other dates.
 *
 * <p>About 0.6 % are twins (family name and date shared); no two have the same names and the same date.
 * <b>Threads:</b> those of the random generator.
 */
public final class InventedClass {
    private static final String[] LAST =
            ("Martin,Bernard,Petit,Durand,Durant,Dupont,Dupond,Moreau,Morel,Laurent,Lefèvre,Lefebvre,"
                            + "Leroy,Le Roy,Roux,Rousseau,Roussel,Girard,Giraud,Fontaine,Chevalier,Chevallier,Gauthier,Gautier,Garcia,"
                            + "Perrin,Perrot,Robin,Masson,Marchand,Marchal,Noël,Meunier,Mercier,Dufour,Blanchard,Brun,Brunet,Rivière,"
                            + "Barbier,Schmitt,Colin,Collin,Vidal,Picard,Renard,Renaud,Fabre,Faure,Aubert,Lemoine,Benali,Benallal,"
                            + "Ben Salah,Boudjemaa,El Amrani,El Idrissi,Traoré,Koné,Coulibaly,Cissé,Diallo,Diarra,Diop,Ndiaye,N'Diaye,"
                            + "N'Guessan,Nguyen,Tran,Trần,Pham,Le,Lê,Vu,Ly,Li,Wu,Yang,Chen,Da Silva,Dos Santos,Ferreira,Pereira,Gonçalves,"
                            + "Fernandes,Lopes,Lopez,De Oliveira,D'Almeida,De La Tour,Du Bellay,Saint-Martin,Petit-Jean,Le Goff,Le Gall,"
                            + "Le Bihan,Kervella,Guéguen,Quéré,Cœur,Müller,Weiß,Strauß,Jørgensen,Åkesson,Kovačević,Şahin,Yıldız,Öztürk,"
                            + "O'Brien,Popescu,Nowak,Łukasik,Haddad,Khelifi,Zerrouki,Sow,Sy,Ba,Fofana,Keïta,Sarr,Seck,Singh,Patel,Smith,"
                            + "Rossi,Russo,Weber,Klein,Meyer,Meier,Hoarau,Payet,Grondin,Técher,Boyer,Maillot,Lacroix,Delacroix,Lebrun")
                    .split(",");

    private static final String[] FIRST =
            ("Emma,Léa,Léo,Chloé,Manon,Inès,Inês,Camille,Louise,Louis,Jade,Sarah,Sara,Clara,Anaïs,Lucie,Lucas,"
                            + "Juliette,Jules,Julie,Julien,Alice,Éva,Ève,Zoé,Noé,Romane,Lola,Lena,Léna,Mathilde,Mathis,Lisa,Lise,Élise,Océane,"
                            + "Rose,Pauline,Paul,Marie,Maria,Ambre,Louna,Charlotte,Clémence,Clément,Laura,Anna,Jeanne,Jean,Lou,Nina,Margaux,"
                            + "Margot,Noémie,Agathe,Salomé,Élsa,Justine,Célia,Lina,Yasmine,Nour,Imane,Aya,Fatima,Mariam,Maryam,Awa,"
                            + "Aminata,Éléonore,Maëlle,Maël,Gaëlle,Léonie,Zélie,Théo,Hugo,Nathan,Enzo,Gabriel,Gabin,Raphaël,Arthur,Ethan,Adam,"
                            + "Tom,Noah,Maxime,Maxence,Antoine,Alexandre,Alexis,Thomas,Baptiste,Axel,Valentin,Romain,Quentin,Yanis,Martin,Simon,"
                            + "Victor,Mattéo,Samuel,Benjamin,Aaron,Adrien,Ayoub,Amine,Ali,Bilal,Hamza,Ibrahim,Ilyes,Karim,Mehdi,Mohamed,Mohammed,"
                            + "Rayan,Ryan,Sami,Sofiane,Yassine,Youssef,Mamadou,Kévin,Dylan,Killian,Kylian,Loïc,Loan,Malo,Nolan,Pierre,Rémi,Titouan,"
                            + "Tristan,William,Yann,Jean-Baptiste,Jean-Luc,Marie-Lou,Anne-Sophie,Lou-Ann,Pierre-Louis,Thị Mai,Ngọc Anh,"
                            + "Siobhán,Björn,Zoë,Łucja,Óscar,João,Beatriz,Dmitri,Aleksandra,Elif,Deniz,Priya,Wei,Xin Yi")
                    .split(",");
    private static final String[] ONSETS =
            "b,br,c,ch,cl,d,f,fr,g,gr,h,j,k,l,m,n,p,pr,qu,r,s,st,t,tr,v,vr,w,z".split(",");
    private static final String[] RHYMES = "a,e,i,o,u,ai,au,ou,an,in,on,en,ar,er,or,el,al,il,et,ot,ier,eau".split(",");

    private final RandomGenerator random;
    private int next;

    public InventedClass(RandomGenerator random) {
        this.random = random;
    }

    /** A roster of {@code size} students born within {@code years} years. */
    public List<Student> roster(int size, int years) {
        List<Student> roster = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        while (roster.size() < size) {
            Student student = student(years);
            double kind = random.nextDouble();
            if (kind < 0.003 && !roster.isEmpty()) {
                Student twin = any(roster);
                student = Student.of(newId(), twin.lastName(), student.firstName(), twin.birthDate());
            } else if (kind < 0.02 && !roster.isEmpty()) {
                student = Student.of(newId(), any(roster).lastName(), student.firstName(), student.birthDate());
            } else if (kind < 0.023 && !roster.isEmpty()) {
                Student namesake = any(roster);
                student = Student.of(newId(), namesake.lastName(), namesake.firstName(), student.birthDate());
            }
            if (taken.add(PupilTexts.plain(student.lastName())
                    + PupilTexts.plain(student.firstName())
                    + student.birthDate())) {
                roster.add(student);
            }
        }
        return roster;
    }

    /** Somebody of that generation. */
    public Student student(int years) {
        String last = random.nextDouble() < 0.5 ? pick(LAST) : rareName();
        if (random.nextDouble() < 0.04) {
            last += "-" + pick(LAST);
        }
        String first = pick(FIRST);
        if (random.nextDouble() < 0.25) {
            first += " " + pick(FIRST);
        }
        String usage = random.nextDouble() < 0.02 ? pick(LAST) : null;
        LocalDate born = LocalDate.of(2009 - years, 9, 1).plusDays(random.nextInt(365 * years));
        return new Student(newId(), last, usage, first, born, null, null, null, null);
    }

    private String newId() {
        return "s" + next++;
    }

    private String rareName() {
        StringBuilder name = new StringBuilder();
        int syllables = 2 + random.nextInt(2);
        for (int i = 0; i < syllables; i++) {
            name.append(pick(ONSETS)).append(pick(RHYMES));
        }
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private Student any(List<Student> roster) {
        return roster.get(random.nextInt(roster.size()));
    }
}
