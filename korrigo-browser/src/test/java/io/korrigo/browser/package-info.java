/** The pages for people, driven in a real browser. */
@NullMarked
package io.korrigo.browser;

import org.jspecify.annotations.NullMarked;
