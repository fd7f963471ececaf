/** The ports to a host's data in SQL tables (H2 or PostgreSQL). */
@NullMarked
package io.korrigo.host.jdbc;

import org.jspecify.annotations.NullMarked;
