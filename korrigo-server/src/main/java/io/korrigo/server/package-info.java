/** The runnable host: Korrigo's servlet on embedded Jetty, its data in a database and a folder. */
@NullMarked
package io.korrigo.server;

import org.jspecify.annotations.NullMarked;
