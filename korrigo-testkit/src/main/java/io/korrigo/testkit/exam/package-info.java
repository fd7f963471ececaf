/** Contract suites for the ports to the host's data, and fakes that pass them. */
@NullMarked
package io.korrigo.testkit.exam;

import org.jspecify.annotations.NullMarked;
