/** Korrigo's tasks in a Spring application: beans, transactions and life cycle; see docs/embedding.md. */
@NullMarked
package io.korrigo.spring;

import org.jspecify.annotations.NullMarked;
