/**
 * What a host does for Korrigo beside its ports: files in a folder, secrets, daily work, erasure, readiness; docs/embedding.md tells which
 * of it a host needs.
 */
@NullMarked
package io.korrigo.host;

import org.jspecify.annotations.NullMarked;
