/**
 * Korrigo's REST contract as one servlet over handlers that know no container.
 *
 * <p>A host registers {@link io.korrigo.rest.KorrigoServlet} with its {@link io.korrigo.rest.RestApi}: the executor, the
 * ports, and a {@link io.korrigo.rest.CallerResolver} that says who is calling.
 */
@NullMarked
package io.korrigo.rest;

import org.jspecify.annotations.NullMarked;
