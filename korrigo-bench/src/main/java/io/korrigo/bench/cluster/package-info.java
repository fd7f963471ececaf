/** Several nodes on one database: what they survive, and how fast they are together. */
@NullMarked
package io.korrigo.bench.cluster;

import org.jspecify.annotations.NullMarked;
