/** The ports to the host's data over a SQL database (H2 or PostgreSQL) and a folder of blobs. */
@NullMarked
package io.korrigo.server.data;

import org.jspecify.annotations.NullMarked;
