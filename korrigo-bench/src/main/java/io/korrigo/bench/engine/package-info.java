/** What the JDBC executor costs beside raw db-scheduler, its engine. */
@NullMarked
package io.korrigo.bench.engine;

import org.jspecify.annotations.NullMarked;
