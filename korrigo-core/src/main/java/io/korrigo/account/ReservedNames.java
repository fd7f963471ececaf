package io.korrigo.account;

import java.util.Set;

/**
 * User names that no student gets, because systems, mail servers and people take them for somebody in charge (RFC 2142, and the
 * users of Unix systems and of common applications).
 */
final class ReservedNames {
    private static final Set<String> NAMES = Set.of(
            "abuse",
            "account",
            "accounts",
            "adm",
            "admin",
            "administrateur",
            "administration",
            "administrator",
            "all",
            "anonymous",
            "anonyme",
            "api",
            "backup",
            "bin",
            "contact",
            "daemon",
            "default",
            "demo",
            "direction",
            "django",
            "enseignant",
            "everyone",
            "ftp",
            "guest",
            "help",
            "host",
            "hostmaster",
            "info",
            "invite",
            "korrigo",
            "localhost",
            "login",
            "logout",
            "mail",
            "mailer-daemon",
            "me",
            "moderateur",
            "moderator",
            "mysql",
            "nobody",
            "noreply",
            "no-reply",
            "none",
            "null",
            "operator",
            "owner",
            "postgres",
            "postmaster",
            "prof",
            "professeur",
            "principal",
            "proviseur",
            "public",
            "root",
            "scolarite",
            "secretariat",
            "security",
            "self",
            "service",
            "staff",
            "static",
            "student",
            "students",
            "su",
            "sudo",
            "superuser",
            "superadmin",
            "support",
            "sys",
            "sysadmin",
            "system",
            "systeme",
            "teacher",
            "test",
            "undefined",
            "user",
            "username",
            "users",
            "webmaster",
            "www",
            "www-data");

    private ReservedNames() {}

    /** Whether a name is reserved, or reserved with a number behind it. */
    static boolean contains(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return NAMES.contains(name.substring(0, end));
    }
}
