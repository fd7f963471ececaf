/** Without Spring: a servlet container of one's own, and a command. */
@NullMarked
package io.korrigo.examples.plain;

import org.jspecify.annotations.NullMarked;
