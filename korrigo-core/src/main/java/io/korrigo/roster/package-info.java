/**
 * Reads the class list that a school's software exports, and says what importing it would change.
 *
 * <p>{@link io.korrigo.roster.RosterReader} turns a file into students and line-exact problems;
 * {@link io.korrigo.roster.ImportPlan} compares them with the students already known. Neither writes anything.
 */
@NullMarked
package io.korrigo.roster;

import org.jspecify.annotations.NullMarked;
