/** Blobs in S3, or in any store that speaks its protocol with strong consistency. */
@NullMarked
package io.korrigo.blob.s3;

import org.jspecify.annotations.NullMarked;
