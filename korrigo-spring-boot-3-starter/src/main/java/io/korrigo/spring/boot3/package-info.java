/** What Spring Boot 3 calls differently; all else is korrigo-spring's. */
@NullMarked
package io.korrigo.spring.boot3;

import org.jspecify.annotations.NullMarked;
