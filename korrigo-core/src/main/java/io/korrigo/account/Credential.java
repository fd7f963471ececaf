package io.korrigo.account;

import io.korrigo.exam.Student;

/**
 * What a student gets on paper: personal data and a secret, not for logs.
 *
 * @param student whose it is
 * @param password in clear
 */
public record Credential(Student student, String username, String password) {
    @Override
    public String toString() {
        return "Credential[" + student.id() + "]";
    }
}
