/** How fast rosters are read. */
@NullMarked
package io.korrigo.bench.roster;

import org.jspecify.annotations.NullMarked;
