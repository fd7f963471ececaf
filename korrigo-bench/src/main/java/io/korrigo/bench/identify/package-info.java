/** Measures how well headers are read and students identified, on pages drawn for the purpose. */
@NullMarked
package io.korrigo.bench.identify;

import org.jspecify.annotations.NullMarked;
