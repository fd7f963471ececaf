/** The command line: each command is one class, named after it. */
@NullMarked
package io.korrigo.server.cli;

import org.jspecify.annotations.NullMarked;
