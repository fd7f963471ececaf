/** How fast copies are flattened. */
@NullMarked
package io.korrigo.bench.flatten;

import org.jspecify.annotations.NullMarked;
