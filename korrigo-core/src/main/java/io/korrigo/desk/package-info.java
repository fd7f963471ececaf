/** What persons do at the desk beside correcting: exams made and changed, and whose copies they say they are; ports to the host's data. */
@NullMarked
package io.korrigo.desk;

import org.jspecify.annotations.NullMarked;
