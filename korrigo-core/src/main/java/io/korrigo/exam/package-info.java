/** The records of the domain (exams, copies, students, marks) and the ports to the host's data. */
@NullMarked
package io.korrigo.exam;

import org.jspecify.annotations.NullMarked;
