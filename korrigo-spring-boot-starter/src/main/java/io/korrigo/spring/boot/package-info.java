/** What Spring Boot 4 calls differently; all else is korrigo-spring's. */
@NullMarked
package io.korrigo.spring.boot;

import org.jspecify.annotations.NullMarked;
