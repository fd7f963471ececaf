/** The exceptions that every package of Korrigo shares. */
@NullMarked
package io.korrigo;

import org.jspecify.annotations.NullMarked;
