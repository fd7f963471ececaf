/** The exceptions that every package of Korrigo shares, and the mark of what is no API. */
@NullMarked
package io.korrigo;

import org.jspecify.annotations.NullMarked;
