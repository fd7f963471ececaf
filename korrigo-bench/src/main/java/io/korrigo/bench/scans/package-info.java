/** How right piles of scans are sorted into copies, on drawn piles of which everything is known. */
@NullMarked
package io.korrigo.bench.scans;

import org.jspecify.annotations.NullMarked;
