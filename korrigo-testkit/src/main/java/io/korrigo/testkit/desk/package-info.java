/** Contract suites of the desk's ports, and a desk in memory. */
@NullMarked
package io.korrigo.testkit.desk;

import org.jspecify.annotations.NullMarked;
