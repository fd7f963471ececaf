/**
 * Runs tasks on any number of nodes over one database, PostgreSQL or H2, so that none is lost or done twice when a node
 * dies.
 */
@NullMarked
package io.korrigo.executor.jdbc;

import org.jspecify.annotations.NullMarked;
