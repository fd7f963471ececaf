/** A school's own application on Spring Boot, into which Korrigo is put: its users, its pupils, its database. */
@NullMarked
package io.korrigo.examples.school;

import org.jspecify.annotations.NullMarked;
